package dev.azulejo.cli.option;

import dev.azulejo.cli.exit.CommandFailure;
import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.machine.LocalConfig;
import dev.azulejo.core.plan.Limit;
import dev.azulejo.core.plan.Limits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What this machine allows: the options that `enhance`, `plan` and `watch` share. Each comes before the
/// variable of the environment that is called alike.
public final class LimitOptions {
    public static final String HEADING = "%nLimits (numbers may end in k, M, G; see docs/limits.md):%n";

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse sources with more pixels than this, such as 2e9 or 2G; 1G by default.")
    private @Nullable String pixels;

    @Option(
            names = "--max-side",
            paramLabel = "PIXELS",
            description = "Refuse sources with a side longer than this; 300k by default.")
    private @Nullable String side;

    @Option(
            names = "--max-pages",
            paramLabel = "N",
            description = "Refuse sources with more pages or frames than this; 10k by default.")
    private @Nullable String pages;

    @Option(
            names = "--max-file",
            paramLabel = "BYTES",
            description = "Refuse source files larger than this, such as 500M; 16GiB by default.")
    private @Nullable String file;

    @Option(
            names = "--max-expansion",
            paramLabel = "N",
            description = "Refuse sources that decode to more than N times the bytes of their file; 3200 by default.")
    private @Nullable String expansion;

    @Option(
            names = "--max-metadata",
            paramLabel = "BYTES",
            description = "Refuse sources with more profile and EXIF than this, and leave out XMP; 4MiB by default.")
    private @Nullable String metadata;

    @Option(
            names = "--max-memory",
            paramLabel = "BYTES",
            description = "Refuse sources whose decoder needs more memory than this, such as large progressive JPEGs;"
                    + " 1GiB by default.")
    private @Nullable String memory;

    @Option(
            names = "--max-result-pixels",
            paramLabel = "N",
            description = "Refuse work whose result, or a step towards it, has more pixels than this; 4G by default.")
    private @Nullable String resultPixels;

    @Option(
            names = "--max-result-bytes",
            paramLabel = "BYTES",
            description = "Refuse work whose result is expected to be a larger file than this; 16GiB by default.")
    private @Nullable String resultBytes;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            description = "Refuse work that is expected to take longer than this, such as 90m or 12h; 7d by default.")
    private @Nullable String time;

    /// @throws CommandFailure with all that is wrong with them, and with the environment
    public Limits limits(LocalConfig config) {
        var problems = new ArrayList<String>();
        var values = new EnumMap<Limit, Long>(Limit.class);
        for (var limit : Limit.values()) {
            read(limit, limit.variable(), config.limits().get(limit), values, problems);
            read(limit, "--" + limit.option(), option(limit), values, problems);
        }
        if (!problems.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, String.join("; ", problems));
        }
        return new Limits(values);
    }

    private static void read(
            Limit limit, String name, @Nullable String text, Map<Limit, Long> values, List<String> problems) {
        if (text != null) {
            limit.refusal(text).ifPresent(refusal -> problems.add(name + " " + refusal));
            limit.parse(text).ifPresent(value -> values.put(limit, value));
        }
    }

    private @Nullable String option(Limit limit) {
        return switch (limit) {
            case PIXELS -> pixels;
            case SIDE -> side;
            case PAGES -> pages;
            case FILE -> file;
            case EXPANSION -> expansion;
            case METADATA -> metadata;
            case MEMORY -> memory;
            case RESULT_PIXELS -> resultPixels;
            case RESULT_BYTES -> resultBytes;
            case TIME -> time;
        };
    }
}
