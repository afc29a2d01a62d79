package dev.azulejo.cli.option;

import dev.azulejo.cli.exit.CommandFailure;
import dev.azulejo.cli.files.Also;
import dev.azulejo.cli.machine.LocalConfig;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Options;
import dev.azulejo.core.job.OutputColour;
import dev.azulejo.core.option.AlsoSpec;
import dev.azulejo.core.option.Chosen;
import dev.azulejo.core.option.Option.Audience;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.Rules;
import dev.azulejo.core.option.SizeOptions;
import dev.azulejo.core.plan.FormatFit;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.resize.Fit;
import dev.azulejo.inference.CardFolder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What is to be done with which files: the options that `enhance` and `plan` share. All but these two are rows of
/// [OptionTable].
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

    @Mixin
    public MachineOptions machine = new MachineOptions();

    private final TableOptions table =
            new TableOptions(OptionTable.of(Audience.EVERYBODY, Audience.COMMAND, Audience.TUNING, Audience.MEASURING));

    @Spec(Spec.Target.MIXEE)
    void addTo(CommandSpec command) {
        table.addTo(command);
    }

    /// Which pages are to be enhanced, as `--pages` says.
    public String pages() {
        return table.text(OptionTable.PAGES).orElse(OptionTable.PAGES.words().standard());
    }

    /// What these options ask for.
    ///
    /// @throws CommandFailure with all that is wrong with them
    public Enhancement wanted(LocalConfig config) {
        var options = Options.withCuts(new CardFolder(config.models()));
        options.addCommand(mainValues());
        options.fallBack();
        var problems = new ArrayList<>(options.problems());
        problems.addAll(machine.problems());
        problems.addAll(table.refusals(OptionTable.PAGES));
        problems.addAll(table.refusals(OptionTable.ALSO));
        var profile = profile(problems);
        CommandFailure.ifAny(problems);
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
            var label = spec.label().map(size -> name(coloured) + "-" + size).orElseGet(() -> label(coloured));
            further.add(new Also(spec.option(), spec.label(), label, coloured));
        }
        CommandFailure.ifAny(problems);
        return further;
    }

    private List<AlsoSpec> specs() {
        return table.read(OptionTable.ALSO);
    }

    /// The main result takes no fit and no background that only further ones have a use for.
    private Map<String, OptionValue> mainValues() {
        var values = values();
        var chosen = Chosen.of(values);
        if (!Rules.isBox(chosen) && specs().stream().anyMatch(AlsoSpec::isBox)) {
            values.remove(SizeOptions.FIT.name());
        }
        if (!Rules.hasRoom(chosen) && specs().stream().anyMatch(spec -> spec.hasRoom(isContained(chosen)))) {
            values.remove(SizeOptions.BACKGROUND.name());
        }
        return values;
    }

    /// All that holds for the main result, but for what `spec` says, and what its size has no use for.
    private Map<String, OptionValue> values(AlsoSpec spec) {
        var values = spec.size().isEmpty() ? mainValues() : values();
        if (!spec.size().isEmpty()) {
            boolean contained = isContained(Chosen.of(values));
            Rules.SIZES.forEach(size -> values.remove(size.name()));
            values.remove(OptionTable.SCALE.name()); // the models have run by then, and the size is another
            if (!spec.isBox()) {
                values.remove(SizeOptions.FIT.name());
            }
            if (!spec.hasRoom(contained)) {
                values.remove(SizeOptions.BACKGROUND.name());
            }
        }
        values.putAll(spec.size());
        values.put(OptionTable.FORMAT.name(), OptionValue.metadata(spec.format().text()));
        return values;
    }

    /// Whether all of the image goes into a box, and the rest is background.
    private static boolean isContained(Chosen chosen) {
        return chosen.get(SizeOptions.FIT).equals(Optional.of(Fit.CONTAIN));
    }

    private Map<String, OptionValue> values() {
        var values = table.values();
        values.remove(OptionTable.ALSO.name());
        values.remove(OptionTable.PAGES.name());
        if (profileFile().isPresent()) {
            values.remove(OptionTable.COLOUR.name());
        }
        return values;
    }

    /// Where the colours are those of a profile in a file, and have no name here.
    private Optional<String> profileFile() {
        return table.text(OptionTable.COLOUR).filter(IccFile::isNamedBy);
    }

    private Optional<OutputColour> profile(List<String> problems) {
        try {
            return profileFile().map(IccFile::read);
        } catch (CommandFailure failure) {
            problems.add(failure.line());
            return Optional.empty();
        }
    }

    private static String name(Enhancement wanted) {
        return wanted.models().isEmpty() ? wanted.recipe() : String.join("-", wanted.models());
    }

    /// Names results made so, such as `auto-x2` or `auto-3000w`.
    public String label(Enhancement wanted) {
        var scale = table.text(OptionTable.SCALE);
        if (scale.isPresent() && wanted.scale().isEmpty()) {
            var factor = new BigDecimal(scale.get()).stripTrailingZeros().toPlainString();
            return name(wanted) + "-x" + factor;
        }
        if (!wanted.models().isEmpty()) {
            return name(wanted);
        }
        return sizeLabel()
                .map(label -> wanted.recipe() + "-" + label)
                .or(() -> Recipes.named(wanted.recipe())
                        .map(recipe -> recipe.label(wanted.scale().orElse(recipe.defaultScale()))))
                .orElse(wanted.recipe());
    }

    /// What names of results say of their size; nothing where it follows from the scale.
    private Optional<String> sizeLabel() {
        var width = table.text(SizeOptions.WIDTH);
        var height = table.text(SizeOptions.HEIGHT);
        return Stream.of(
                        table.text(SizeOptions.PRINT).map(text -> text.toLowerCase(Locale.ROOT)),
                        table.text(SizeOptions.CANVAS),
                        width.flatMap(first -> height.map(second -> first + "x" + second)),
                        width.map("%sw"::formatted),
                        height.map("%sh"::formatted),
                        table.text(SizeOptions.PERCENT).map("%spct"::formatted),
                        table.text(SizeOptions.AT_LEAST).map("min%s"::formatted))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
