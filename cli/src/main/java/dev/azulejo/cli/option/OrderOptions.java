package dev.azulejo.cli.option;

import dev.azulejo.cli.exit.CommandFailure;
import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.files.Also;
import dev.azulejo.cli.files.PageChoice;
import dev.azulejo.cli.machine.LocalConfig;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Options;
import dev.azulejo.core.job.OutputColour;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.plan.FormatFit;
import dev.azulejo.core.port.OptionValue;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.inference.CardFolder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is to be done with which files: the options that `enhance` and `plan` share.
public final class OrderOptions {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Images, folders of images, or quoted patterns such as \"photos/**.jpg\"; - is the"
                    + " standard input.")
    public List<String> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description = "A folder for the results, or a file for a single one; - is standard output."
                    + " Without it, a.jpg gives a-auto-x2.jpg beside it.")
    public @Nullable Path output;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "What to do; auto by default. See 'azulejo recipes'.")
    @Nullable String recipe;

    @Option(
            names = "--scale",
            paramLabel = "N",
            description = "Make each side N times as long, such as 2, 3 or 2.5; at most 16.")
    @Nullable String scale;

    @Option(
            names = "--steps",
            paramLabel = "MODEL,MODEL",
            description = "Models to run one after another, instead of a recipe. See 'azulejo models'.")
    @Nullable String steps;

    @Option(
            names = "--strength",
            paramLabel = "N",
            description = "How much noise denoise removes, in grey levels; estimated from the image by default.")
    @Nullable String strength;

    @Option(
            names = "--format",
            paramLabel = "png|jpeg|webp|avif|tiff|dzi|szi|iiif",
            description = "Format of the results; that of each source by default, or PNG. The last three are pyramids.")
    @Nullable String format;

    @Option(
            names = "--quality",
            paramLabel = "1..100",
            description = "Quality of JPEG, WebP and AVIF; " + OutputSpec.DEFAULT_QUALITY + " by default.")
    @Nullable String quality;

    @Option(
            names = "--compression",
            paramLabel = "deflate|none",
            description = "How TIFF is compressed; deflate by default.")
    @Nullable String compression;

    @ArgGroup(validate = false, heading = "%nSize of the results:%n")
    SizeOptions size = new SizeOptions();

    @Option(
            names = "--also",
            paramLabel = "SIZE.FORMAT|FORMAT",
            description = "Make another result of each image, such as 1200w.webp, 400x400.jpg, a2.tiff or webp, without"
                    + " running the models again. May be given several times.")
    List<String> also = new ArrayList<>();

    @Option(
            names = "--metadata",
            paramLabel = "keep|strip|strip-gps",
            description = "What to do with EXIF, XMP and IPTC; kept by default.")
    @Nullable String metadata;

    @Option(
            names = {"--colour", "--color"},
            paramLabel = "keep|srgb|p3|grey|FILE.icc",
            description = "Colours of the results; kept by default.")
    @Nullable String colour;

    @Option(
            names = "--pages",
            paramLabel = "first|N|all",
            description = "Which page or frame; the first by default. With all, each page of a TIFF gets a result.")
    public String pages = PageChoice.FIRST;

    @Option(
            names = "--tile",
            paramLabel = "PIXELS",
            description = "Longest side of the tiles that the model sees; changes speed and memory, never the result.")
    @Nullable String tile;

    @Option(names = "--shard-tiles", paramLabel = "N", hidden = true, description = "Most tiles of a shard.")
    @Nullable String shardTiles;

    @Option(names = "--strip-rows", paramLabel = "N", hidden = true, description = "Rows of an encoded strip.")
    @Nullable String stripRows;

    @Mixin
    public MachineOptions machine = new MachineOptions();

    /// What these options ask for.
    ///
    /// @throws CommandFailure with all that is wrong with them
    public Enhancement wanted(LocalConfig config) {
        var options = Options.withCuts(new CardFolder(config.models()));
        options.addCommand(mainValues());
        options.fallBack();
        var problems = new ArrayList<>(options.problems());
        problems.addAll(machine.problems());
        PageChoice.problem(pages).ifPresent(problems::add);
        also.stream()
                .filter(text -> AlsoSpec.parse(text).isEmpty())
                .map(AlsoSpec::problem)
                .forEach(problems::add);
        var profile = profile(problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, String.join("; ", problems));
        }
        var wanted = options.wanted(Recipes.DEFAULT.name());
        return profile.map(wanted::in).orElse(wanted);
    }

    /// The further results that these options ask for beside [#wanted].
    ///
    /// @throws CommandFailure with all that is wrong with them
    public List<Also> further(LocalConfig config) {
        var problems = new ArrayList<String>();
        var profile = profile(problems);
        var further = new ArrayList<Also>();
        for (var spec : specs()) {
            var options = Options.withCuts(new CardFolder(config.models()));
            options.add(spec.option(), values(spec));
            options.fallBack();
            problems.addAll(options.problems());
            var wanted = options.wanted(Recipes.DEFAULT.name());
            var coloured = profile.map(wanted::in).orElse(wanted);
            new FormatFit(coloured.output(spec.format()))
                    .contradiction()
                    .ifPresent(words -> problems.add(spec.option() + " " + words));
            further.add(new Also(spec.option(), spec.label(), label(spec, coloured), coloured));
        }
        if (!problems.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, String.join("; ", problems));
        }
        return further;
    }

    private List<AlsoSpec> specs() {
        return also.stream().map(AlsoSpec::parse).flatMap(Optional::stream).toList();
    }

    /// The main result takes no fit and no background that only further ones have a use for.
    private Map<String, OptionValue> mainValues() {
        var values = values();
        if (!size.isBox() && specs().stream().anyMatch(AlsoSpec::isBox)) {
            values.remove("fit");
        }
        if (!size.hasRoom() && specs().stream().anyMatch(spec -> spec.hasRoom(size.isContained()))) {
            values.remove("background");
        }
        return values;
    }

    /// All that holds for the main result, but for what `spec` says, and what its size has no use for.
    private Map<String, OptionValue> values(AlsoSpec spec) {
        var values = spec.size().isEmpty() ? mainValues() : values();
        if (!spec.size().isEmpty()) {
            values.keySet().removeAll(SizeOptions.SIZES);
            values.remove("scale"); // the models have run by then, and the size is another
            if (!spec.isBox()) {
                values.remove("fit");
            }
            if (!spec.hasRoom(size.isContained())) {
                values.remove("background");
            }
        }
        spec.size().forEach((name, text) -> put(values, name, text));
        put(values, "format", spec.format().text());
        return values;
    }

    private Map<String, OptionValue> values() {
        var values = new LinkedHashMap<String, OptionValue>();
        put(values, "recipe", recipe);
        put(values, "scale", scale);
        put(values, "steps", steps);
        put(values, "strength", strength);
        put(values, "format", format);
        put(values, "quality", quality);
        put(values, "compression", compression);
        put(values, "metadata", metadata);
        put(values, "colour", namesFile() ? null : colour);
        size.values().forEach((name, text) -> put(values, name, text));
        put(values, "tile", tile);
        put(values, "shard-tiles", shardTiles);
        put(values, "strip-rows", stripRows);
        return values;
    }

    /// The words of a command are text, like metadata: a number may be meant.
    private static void put(Map<String, OptionValue> values, String name, @Nullable String text) {
        if (text != null) {
            values.put(name, OptionValue.metadata(text));
        }
    }

    /// Whether the colours are those of a profile in a file, not one that has a name here.
    private boolean namesFile() {
        return colour != null && IccFile.isNamedBy(colour);
    }

    private Optional<OutputColour> profile(List<String> problems) {
        try {
            return colour != null && namesFile() ? Optional.of(IccFile.read(colour)) : Optional.empty();
        } catch (CommandFailure failure) {
            problems.add(failure.line());
            return Optional.empty();
        }
    }

    private String label(AlsoSpec spec, Enhancement wanted) {
        return spec.label().map(label -> name(wanted) + "-" + label).orElseGet(() -> label(wanted));
    }

    private static String name(Enhancement wanted) {
        return wanted.models().isEmpty() ? wanted.recipe() : String.join("-", wanted.models());
    }

    /// Names results made so, such as `auto-x2` or `auto-3000w`.
    public String label(Enhancement wanted) {
        if (scale != null && wanted.scale().isEmpty()) {
            var factor = new BigDecimal(scale.strip()).stripTrailingZeros().toPlainString();
            return name(wanted) + "-x" + factor;
        }
        if (!wanted.models().isEmpty()) {
            return name(wanted);
        }
        return size.label()
                .map(label -> wanted.recipe() + "-" + label)
                .or(() -> Recipes.named(wanted.recipe())
                        .map(recipe -> recipe.label(wanted.scale().orElse(recipe.defaultScale()))))
                .orElse(wanted.recipe());
    }
}
