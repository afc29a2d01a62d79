package dev.azulejo.cli.option;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Options;
import dev.azulejo.core.option.Option;
import dev.azulejo.core.option.Option.Audience;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.OptionsReader.Fields;
import dev.azulejo.events.EventNames;
import dev.azulejo.events.InboundEvent.EnhancementRequested;
import dev.azulejo.events.InboundEvents;
import dev.azulejo.events.JsonOptions;
import dev.azulejo.inference.card.CardFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// A row of the table means the same in a command, a sidecar and an event, and is refused in the same words.
class OptionsEverywhereTest {
    private static final List<String> TEXTS = List.of(
            "0",
            "1",
            "2.5",
            "16",
            "16.5",
            "51",
            "101",
            "10000001",
            "x",
            "keep",
            "png",
            "JPG",
            "none",
            "cover",
            "a4",
            "9x9",
            "black",
            "500k",
            "span-x2",
            "auto",
            "photo-x2,",
            "resize");

    private static final List<List<String>> TOGETHER = List.of(
            List.of("width", "100", "percent", "50"),
            List.of("scale", "3", "print", "a4"),
            List.of("recipe", "resize"),
            List.of("recipe", "photo-x2", "scale", "4"),
            List.of("steps", "span-x2", "strength", "3"),
            List.of("recipe", "denoise", "denoise", "50"),
            List.of("recipe", "denoise", "denoise", "50", "strength", "3"),
            List.of("width", "100", "height", "100", "fit", "contain", "background", "black"),
            List.of("canvas", "9x9", "width", "3", "height", "3"));

    static Stream<Arguments> samples() {
        var alone = OptionTable.of(Audience.EVERYBODY).stream()
                .flatMap(row -> TEXTS.stream().map(text -> List.of(row.name(), text)));
        return Stream.concat(alone, TOGETHER.stream()).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anOptionIsTheSameWhereverItIsSaid(List<String> said) {
        var command = said(bySpec(said));
        assertThat(said(bySidecar(said))).isEqualTo(command);
        assertThat(said(byEvent(said))).isEqualTo(command);
    }

    /// What comes of it: all that is wrong, or what is wanted.
    private static String said(Map<String, OptionValue> values) {
        var options = new Options(new CardFolder(Path.of("../models")));
        options.addCommand(values);
        options.fallBack();
        // the words of a command are always text
        var problems =
                options.problems().stream().map(line -> line.replace("'", "")).toList();
        return problems.isEmpty() ? wanted(options.wanted("none")) : String.join("\n", problems);
    }

    private static String wanted(Enhancement wanted) {
        return wanted.toString();
    }

    private static Map<String, OptionValue> bySpec(List<String> said) {
        var table = new TableOptions(OptionTable.of(Audience.EVERYBODY));
        var spec = CommandSpec.create();
        table.addTo(spec);
        var words = Stream.iterate(0, i -> i < said.size(), i -> i + 2)
                .map(i -> "--%s=%s".formatted(said.get(i), said.get(i + 1)));
        new CommandLine(spec).parseArgs(words.toArray(String[]::new));
        return table.values();
    }

    private static Map<String, OptionValue> bySidecar(List<String> said) {
        return ((Fields) new JsonOptions().parse(json(said).getBytes(UTF_8))).values();
    }

    private static Map<String, OptionValue> byEvent(List<String> said) {
        var event = """
                {"detail-type": "%s", "detail": {"specversion": "1.0", "id": "1", "source": "test",
                 "type": "test", "data": {"source": {"key": "a.png"}, "options": %s}}}
                """.formatted(EventNames.REQUESTED, json(said));
        return ((EnhancementRequested) new InboundEvents().parse(event.getBytes(UTF_8)))
                .request()
                .options();
    }

    /// Numbers as numbers, where the option takes numbers, and all else as text.
    private static String json(List<String> said) {
        var members = Stream.iterate(0, i -> i < said.size(), i -> i + 2).map(i -> {
            var type = String.valueOf(row(said.get(i)).values().schema().get("type"));
            boolean isNumber =
                    said.get(i + 1).matches("[0-9.]+") && (type.contains("integer") || type.equals("number"));
            return isNumber
                    ? "\"%s\": %s".formatted(said.get(i), said.get(i + 1))
                    : "\"%s\": \"%s\"".formatted(said.get(i), said.get(i + 1));
        });
        return "{%s}".formatted(String.join(", ", members.toList()));
    }

    private static Option<?> row(String name) {
        return OptionTable.named(name).orElseThrow();
    }

    @Test
    void helpShowsEveryRowButThoseForMeasuring() {
        var spec = CommandSpec.create();
        new TableOptions(OptionTable.of(Audience.EVERYBODY, Audience.values())).addTo(spec);
        var help = new CommandLine(spec).setUsageHelpWidth(1_000).getUsageMessage();
        for (var row : OptionTable.of(Audience.EVERYBODY, Audience.values())) {
            boolean isShown = row.audience() != Audience.MEASURING;
            assertThat(help.contains("--%s=%s".formatted(row.name(), row.words().label())))
                    .as(row.name())
                    .isEqualTo(isShown);
            assertThat(help.contains(row.help())).as(row.help()).isEqualTo(isShown);
        }
    }
}
