package dev.azulejo.inference.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.Condition;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.inference.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SPAN = TestImages.MODELS.resolve("span-x2/card.json");

    @TempDir
    Path folder;

    @Test
    void readsACardOfThisRepository() {
        var model = CardReader.read(SPAN);

        assertThat(model.card().id()).isEqualTo("span-x2");
        assertThat(model.card().scale()).isEqualTo(2);
        assertThat(model.card().receptiveField()).isEqualTo(new ReceptiveField.Radius(21));
        assertThat(model.card().outputMegapixelsPerSecond()).containsKey("cpu-core");
        assertThat(model.weights()).isEqualTo(SPAN.resolveSibling("model.onnx"));
        assertThat(model.inputName()).isEqualTo("input");
        assertThat(model.outputName()).isEqualTo("output");
    }

    @Test
    void knowsGpusOrTakesThemForProcessors() throws IOException {
        var card = CardReader.read(SPAN).card();
        assertThat(card.bestSide(Processor.CPU)).isEqualTo(480);
        assertThat(card.bestSide(Processor.GPU)).isEqualTo(576);
        assertThat(card.speed(Processor.CPU)).hasValue(0.37);
        assertThat(card.speed(Processor.GPU)).hasValue(42);
        assertThat(CardReader.read(without("/bestSide/gpu")).card().bestSide(Processor.GPU))
                .isEqualTo(480);
        assertThat(CardReader.read(without("/outputMegapixelsPerSecond/gpu"))
                        .card()
                        .speed(Processor.GPU))
                .hasValue(0.37);
    }

    @Test
    void readsWhatAModelMustBeToldAndHowFarItLooks() throws IOException {
        var condition = """
                [{"kind": "pooled", "given": "g", "input": "p", "output": "m", "channels": 7},
                 {"kind": "noise", "input": "s", "range": [0.0, 0.25]},
                 {"kind": "jpeg", "input": "j", "range": [0.0, 0.5]}]""";
        var model = CardReader.read(with("/conditions", JSON.readTree(condition)));
        assertThat(model.card().conditions()).containsExactlyInAnyOrder(Condition.values());
        assertThat(model.told())
                .containsExactly(
                        new ConditionTensors.Pooled("g", "p", "m", 7),
                        new ConditionTensors.Told(Condition.NOISE, "s", 0, 0.25f),
                        new ConditionTensors.Told(Condition.JPEG, "j", 0, 0.5f));

        var field = JSON.readTree("{\"kind\": \"measured\", \"haloPx\": 64, \"overlapPx\": 8}");
        var card = (ObjectNode) JSON.readTree(Files.readString(SPAN));
        card.remove("shrinks");
        assertThat(CardReader.read(write(card.set("receptiveField", field)))
                        .card()
                        .receptiveField())
                .isEqualTo(new ReceptiveField.Measured(64, 8));
    }

    @Test
    void whatIsOptionalMayBeMissing() throws IOException {
        var model = CardReader.read(without("/guardMargin"));
        assertThat(model.card().guardMargin()).isNull();
        assertThat(model.pulled()).isFalse();
        assertThat(model.card().needsSample()).isFalse();
        assertThat(CardReader.read(without("/shrinks")).shrinks()).isFalse();
        assertThat(CardReader.read(SPAN).shrinks()).isTrue();
        assertThat(CardReader.read(SPAN).invents()).isFalse();
        assertThat(CardReader.read(with("/invents", JSON.readTree("true"))).invents())
                .isTrue();
        assertThat(CardReader.read(SPAN).card().guardMargin()).isEqualTo(0.14);
    }

    @ParameterizedTest
    @CsvSource({"zero, ZERO", "replicate, REPLICATE", "reflect, REFLECT"})
    void readsTheBoundaryAndAnyAlignment(String text, Boundary boundary) throws IOException {
        assertThat(CardReader.read(with("/boundary", JSON.getNodeFactory().textNode(text)))
                        .card()
                        .boundary())
                .isEqualTo(boundary);
        assertThat(CardReader.read(with("/alignment", JSON.readTree("4")))
                        .card()
                        .alignment())
                .isEqualTo(4);
    }

    @Test
    void fieldsItDoesNotKnowAreNoneOfItsBusiness() throws IOException {
        var card = CardReader.read(with("/somebody", JSON.readTree("{\"else\": true}")));
        assertThat(card.id()).isEqualTo("span-x2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/schema | 2 | schema is 2, this version reads 1",
                "/id | '' | id is \"\", expected a text",
                "/id | 7 | id is 7, expected a text",
                "/version | null | version is null, expected a text",
                "/weights | [] | weights is [], expected an object",
                "/weights/file | '../x' | weights.file is \"../x\", which is not",
                "/weights/sha256 | 'F0' | weights.sha256 is \"F0\", which is not [0-9a-f]{64}",
                "/input/layout | 'NHWC' | input.layout is \"NHWC\", only \"NCHW\" is supported",
                "/output/colour | 'BGR' | output.colour is \"BGR\", only \"RGB\" is supported",
                "/input/channels | 1 | input.channels is 1, only 3 is supported",
                "/input/range | [0, 255] | input.range is [0.0, 255.0], only [0.0, 1.0] is supported",
                "/output/range | 1 | output.range is 1, expected an array of numbers",
                "/scale | 2.5 | scale is 2.5, expected a whole number",
                "/scale | 0 | card of span-x2: scale 0",
                "/alignment | -4 | alignment is -4, expected a whole number",
                "/receptiveField/kind | 'global' | receptiveField.kind is \"global\", only \"radius\" or \"measured\" or \"whole\" is",
                "/receptiveField | {'kind': 'measured', 'haloPx': 9} | receptiveField.overlapPx is missing",
                "/boundary | 'wrap' | boundary is \"wrap\", only \"zero\" or \"replicate\" or \"reflect\" is supported",
                "/guardMargin | -1 | guardMargin is -1, expected a number, not negative",
                "/weights/pulled | 'yes' | weights.pulled is \"yes\", expected true or false",
                "/conditions | {} | conditions is {}, expected an array of objects",
                "/conditions | [{'kind': 'colour'}] | conditions[0].kind is \"colour\", only \"pooled\" or \"noise\" or \"jpeg\" is",
                "/conditions | [{'kind': 'noise', 'input': 's', 'range': [1, 0]}] | conditions[0].range is [1.0, 0.0]",
                "/conditions | [{'kind': 'pooled', 'given': 'g'}] | conditions[0].input is missing, expected a text",
                "/shrinks | 1 | shrinks is 1, expected true or false",
                "/receptiveField | {'kind': 'measured', 'haloPx': 9, 'overlapPx': 1} | shrinks is true, but by how much",
                "/receptiveField/px | 'wide' | receptiveField.px is \"wide\", expected a whole number",
                "/bestSide/cpu | 42 | card of span-x2: scale 2, alignment 1, best side 42, halo 21",
                "/bestSide/gpu | 40 | card of span-x2: scale 2, alignment 1, best side 40, halo 21",
                "/bestSide/gpu | 'large' | bestSide.gpu is \"large\", expected a whole number",
                "/precision | ['int8'] | precision does not list fp32",
                "/bytesPerInputPixel | 4294967296 | bytesPerInputPixel is 4294967296, expected a whole number",
                "/outputMegapixelsPerSecond/cpu-core | 0 | outputMegapixelsPerSecond.cpu-core is 0, expected"
            })
    void aWrongFieldIsNamedWithItsFile(String field, String value, String message) throws IOException {
        var card = with(field, value.isEmpty() ? JSON.readTree("\"\"") : JSON.readTree(quoted(value)));
        assertRefused(card, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/schema",
                "/id",
                "/description",
                "/weights",
                "/weights/sha256",
                "/weights/licence",
                "/input",
                "/output/name",
                "/receptiveField/px",
                "/boundary",
                "/bestSide/cpu",
                "/precision",
                "/outputMegapixelsPerSecond"
            })
    void aMissingFieldIsNamedWithItsFile(String field) throws IOException {
        assertRefused(without(field), field.substring(1).replace('/', '.') + " is missing, expected a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{} {}", "{\"id\": 1, \"id\": 2}", "\0\0garbage"})
    void whatIsNoCardIsRefusedInOneLine(String text) throws IOException {
        assertRefused(Files.writeString(folder.resolve("card.json"), text), "");
    }

    private static void assertRefused(Path card, String message) {
        assertThatThrownBy(() -> CardReader.read(card))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith(card + ": " + message)
                .message()
                .doesNotContain("\n");
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z./0-9]*[A-Za-z/][A-Za-z./0-9]*") && !value.equals("null")
                ? '"' + value + '"'
                : value.replace('\'', '"');
    }

    private Path with(String field, JsonNode value) throws IOException {
        var card = JSON.readTree(Files.readString(SPAN));
        var pointer = JsonPointer.compile(field);
        ((ObjectNode) card.at(pointer.head())).set(String.valueOf(pointer.last().getMatchingProperty()), value);
        return write(card);
    }

    private Path without(String field) throws IOException {
        var card = JSON.readTree(Files.readString(SPAN));
        var pointer = JsonPointer.compile(field);
        ((ObjectNode) card.at(pointer.head()))
                .remove(String.valueOf(pointer.last().getMatchingProperty()));
        return write(card);
    }

    private Path write(JsonNode card) throws IOException {
        return Files.writeString(folder.resolve("card.json"), card.toString());
    }
}
