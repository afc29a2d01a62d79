package dev.azulejo.cli.command.machine;

import dev.azulejo.cli.view.Console;
import dev.azulejo.core.recipe.Compression;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.inference.choice.Tuning;
import dev.azulejo.inference.choice.Tuning.Row;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo tune`: which engine runs models fastest on this machine; the next jobs go by it.
@Command(
        name = "tune",
        description = {
            "Measures what there is to run models on this machine, and keeps it for --precision auto.",
            "Takes up to a minute and fetches OpenVINO (59 MB) where it is made for this machine and not there yet;"
                    + " docs/engines.md says what pays."
        },
        mixinStandardHelpOptions = true)
public final class TuneCommand implements Callable<Integer> {
    private static final int TEXT_COLUMNS = 2;

    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description = "The model to measure with; by default the one that enlarges without a named recipe.")
    private @Nullable String model;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var config = LocalConfig.fromEnvironment();
        config.openedCache();
        try (var models = EmbeddedWiring.models(config, Device.AUTO)) {
            var id = model == null ? usualModel() : model;
            if (models.weights(id).isEmpty()) {
                throw ExitCode.UNAVAILABLE.failure(
                        "model %s is not here yet: azulejo models pull %s".formatted(id, id));
            }
            print("measuring with %s ...".formatted(id));
            print(models.tune(id));
        }
        return ExitCode.OK.code();
    }

    private static String usualModel() {
        var recipe = Recipes.DEFAULT;
        return recipe.choose(recipe.defaultScale(), Compression.UNKNOWN)
                .models()
                .getLast();
    }

    private void print(Tuning tuning) {
        print("");
        aligned(cells(tuning)).forEach(this::print);
        print("");
        print("Seconds for a megapixel of output, on one thread, by the side of the tile.");
        tuning.notKept().ifPresent(why -> {
            throw ExitCode.NO_OUTPUT.failure("%s cannot be written: %s".formatted(tuning.table(), why));
        });
        print("Kept in %s; with --precision auto, %s runs by %s."
                .formatted(
                        tuning.table(),
                        tuning.model(),
                        tuning.fastest().orElse(tuning.rows().getFirst().engine())));
    }

    private static List<List<String>> cells(Tuning tuning) {
        var sides = List.copyOf(tuning.rows().getFirst().secondsPerMegapixel().keySet());
        var lines = new ArrayList<List<String>>();
        lines.add(Stream.of(
                        Stream.of("engine", "precision"),
                        sides.stream().map(side -> side + " px"),
                        Stream.of("of the usual", ""))
                .flatMap(cells -> cells)
                .toList());
        for (var row : tuning.rows()) {
            lines.add(Stream.of(
                            Stream.of(row.engine(), row.precision()),
                            sides.stream()
                                    .map(side ->
                                            number(row.secondsPerMegapixel().get(side))),
                            Stream.of(
                                    number(
                                            row.ofUsual().isPresent()
                                                    ? row.ofUsual().getAsDouble()
                                                    : null),
                                    words(row)))
                    .flatMap(cells -> cells)
                    .toList());
        }
        return lines;
    }

    private static String words(Row row) {
        return switch (row.verdict()) {
            case USUAL -> "the usual one";
            case IN_RESERVE -> "stands in where the usual one fails";
            case PAYS -> "pays";
            case NOT_ALLOWED -> "would pay, but this model's card does not allow " + row.precision();
            case DOES_NOT_PAY -> "does not pay";
            case NOT_TO_BE_HAD -> "not to be had: " + row.obstacle();
        };
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }

    /// Aligns a table: texts to the left, numbers to the right, and the last column as long as it is.
    private static Stream<String> aligned(List<List<String>> lines) {
        int last = lines.getFirst().size() - 1;
        var widths = IntStream.range(0, last)
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        return lines.stream()
                .map(line -> IntStream.rangeClosed(0, last)
                        .mapToObj(column -> column == last
                                ? line.get(column)
                                : ("%" + (column < TEXT_COLUMNS ? "-" : "") + widths[column] + "s")
                                        .formatted(line.get(column)))
                        .collect(Collectors.joining("  "))
                        .stripTrailing());
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
