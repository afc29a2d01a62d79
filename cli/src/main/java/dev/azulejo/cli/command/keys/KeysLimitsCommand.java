package dev.azulejo.cli.command.keys;

import dev.azulejo.cli.option.KeyPlaceOption;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.office.KeyOffice.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo keys limits`.
@Command(
        name = "limits",
        description = "Sets how much a tenant may use, and prints what holds. Without options nothing changes.",
        mixinStandardHelpOptions = true)
final class KeysLimitsCommand implements Callable<Integer> {
    private static final String NONE = "none";

    @Parameters(paramLabel = "TENANT", description = "Whose limits.")
    private String tenant = "";

    @Option(
            names = "--requests-per-minute",
            paramLabel = "N|none",
            description = "Requests a minute, by all keys of the tenant; 600 by default.")
    private @Nullable String requestsPerMinute;

    @Option(
            names = "--open-megapixels",
            paramLabel = "N|none",
            description = "Megapixels of results of jobs that have not ended; 4000 by default.")
    private @Nullable String openMegapixels;

    @Option(
            names = "--month-megapixels",
            paramLabel = "N|none",
            description = "Megapixels of results of jobs begun within a calendar month; no limit by default.")
    private @Nullable String monthMegapixels;

    @Option(
            names = "--upload-megabytes",
            paramLabel = "N|none",
            description = "Megabytes of uploads that are held at once; 20000 by default.")
    private @Nullable String uploadMegabytes;

    @Option(
            names = "--keep-days",
            paramLabel = "N|none",
            description = "How many days results stay at most; for ever by default.")
    private @Nullable String keepDays;

    @Mixin
    private KeyPlaceOption keys = new KeyPlaceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var place = keys.place();
        var office = KeysCommand.office();
        var before = office.limits(place, tenant);
        var problems = new ArrayList<String>();
        var after = new Limits(
                said("--requests-per-minute", requestsPerMinute, before.requestsPerMinute(), problems),
                said("--open-megapixels", openMegapixels, before.openMegapixels(), problems),
                said("--month-megapixels", monthMegapixels, before.monthMegapixels(), problems),
                said("--upload-megabytes", uploadMegabytes, before.uploadMegabytes(), problems),
                said("--keep-days", keepDays, before.keepDays(), problems));
        CommandFailure.ifAny(problems);
        if (!after.equals(before)) {
            office.limit(place, tenant, after);
        }
        var out = spec.commandLine().getOut();
        out.println("requests per minute: " + shown(after.requestsPerMinute()));
        out.println("open megapixels: " + shown(after.openMegapixels()));
        out.println("megapixels a month: " + shown(after.monthMegapixels()));
        out.println("megabytes of uploads: " + shown(after.uploadMegabytes()));
        out.println("days that results stay: " + shown(after.keepDays()));
        return ExitCode.OK.code();
    }

    private static @Nullable Long said(
            String option, @Nullable String text, @Nullable Long before, List<String> problems) {
        if (text == null) {
            return before;
        }
        if (text.equals(NONE)) {
            return null;
        }
        if (!text.matches("[1-9][0-9]{0,11}")) {
            problems.add("%s is '%s', neither none nor a whole number from 1 on".formatted(option, text));
            return before;
        }
        return Long.valueOf(text);
    }

    private static String shown(@Nullable Long limit) {
        return limit == null ? NONE : limit.toString();
    }
}
