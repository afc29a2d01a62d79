package dev.azulejo.cli.option;

import dev.azulejo.cli.files.Also;
import dev.azulejo.cli.files.Naming;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Options;
import dev.azulejo.core.intake.ResultOptions;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.option.Option.Audience;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.Rules;
import dev.azulejo.core.option.SizeForm;
import dev.azulejo.core.plan.FormatFit;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.machine.LocalConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The options for the order that `enhance` and `plan` share. All but these two are rows of [OptionTable].
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
            description = "A folder for the results, a file for a single one, or a pattern of names:"
                    + " \"large/{name}-{scale}x.{format}\", where {folder}, {label}, {recipe} and {page} may stand, too;"
                    + " - is standard output. Without it, a.jpg gives a-auto-x2.jpg beside it.")
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

    /// The enhancement that these options ask for.
    ///
    /// @throws CommandFailure with all that is wrong with them
    public Enhancement wanted(LocalConfig config) {
        var options = Options.withCuts(config.cards());
        options.addCommand(values());
        options.fallBack();
        var problems = new ArrayList<>(options.problems());
        problems.addAll(machine.problems());
        problems.addAll(table.refusals(OptionTable.PAGES));
        var profile = profile(problems);
        CommandFailure.ifAny(problems);
        var plain = options.wanted(Recipes.DEFAULT.name());
        var wanted = profile.map(plain::in).orElse(plain);
        CommandFailure.ifAny(
                wanted.further().stream().flatMap(OrderOptions::contradictions).toList());
        return wanted;
    }

    /// Lists the limits of a further result's format, for any image.
    private static Stream<String> contradictions(ResultOptions result) {
        var spec = result.also().orElseThrow();
        return new FormatFit(result.encoding(spec.format()))
                .contradiction().map(words -> "--also %s %s".formatted(spec.text(), words)).stream();
    }

    /// The naming of the further results.
    public List<Also> further(Enhancement wanted) {
        return wanted.further().stream()
                .flatMap(result -> result.also().stream())
                .map(spec -> new Also(
                        spec.label(),
                        spec.label()
                                .map(size -> new Naming(name(wanted) + "-" + size, name(wanted), Optional.empty()))
                                .orElseGet(() -> naming(wanted)),
                        spec.format()))
                .toList();
    }

    private Map<String, OptionValue> values() {
        var values = table.values();
        values.remove(OptionTable.PAGES.name());
        if (profileFile().isPresent()) {
            values.remove(OptionTable.COLOUR.name());
        }
        return values;
    }

    /// The file of a colour profile; colours from a file have no name here.
    private Optional<String> profileFile() {
        return table.text(OptionTable.COLOUR).filter(IccFile::isNamedBy);
    }

    private Optional<WantedColour> profile(List<String> problems) {
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

    /// The naming of the main results.
    public Naming naming(Enhancement wanted) {
        return new Naming(label(wanted), name(wanted), scale(wanted));
    }

    /// A note on a scale that is given beside a size, if the models have that scale.
    public Optional<String> note(Enhancement wanted) {
        return Rules.SIZES.stream()
                .filter(wanted.options()::has)
                .findFirst()
                .filter(_ -> wanted.scale().isPresent())
                .map(size ->
                        "--%s says how large the result becomes, and --scale %d only chooses the models; leave one out"
                                .formatted(size.name(), wanted.scale().orElseThrow()));
    }

    private static Optional<String> scale(Enhancement wanted) {
        var options = wanted.options();
        if (Rules.SIZES.stream().anyMatch(options::has)) {
            return Optional.empty();
        }
        return options.get(OptionTable.SCALE)
                .map(factor -> factor.value().stripTrailingZeros().toPlainString())
                .or(() -> Recipes.named(wanted.recipe())
                        .filter(_ -> wanted.models().isEmpty())
                        .map(recipe -> Integer.toString(recipe.defaultScale())));
    }

    /// Names results made so, such as `auto-x2`, `auto-3000w` or `marketplace`.
    private String label(Enhancement wanted) {
        var preset = table.text(OptionTable.PRESET);
        if (preset.isPresent()) {
            return sizeLabel().map(label -> preset.get() + "-" + label).orElse(preset.get());
        }
        var scale = wanted.options().get(OptionTable.SCALE);
        if (scale.isPresent() && wanted.scale().isEmpty()) {
            var factor = scale.get().value().stripTrailingZeros().toPlainString();
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

    /// The size in names of results; empty if it follows from the scale.
    private Optional<String> sizeLabel() {
        return SizeForm.label(table::text);
    }
}
