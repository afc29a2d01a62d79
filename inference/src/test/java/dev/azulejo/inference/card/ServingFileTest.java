package dev.azulejo.inference.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.card.Serving.Substitute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingFileTest {
    @TempDir
    Path folder;

    private ServingFile file = new ServingFile(Path.of(""));
    private CardFolder cards = new CardFolder(Path.of(""));

    @BeforeEach
    void putModels() throws IOException {
        card("old", 2);
        card("new", 2);
        card("large", 4);
        file = new ServingFile(folder.resolve(ServingFile.NAME));
        cards = new CardFolder(folder);
    }

    @Test
    void withoutAFileEachModelServesItself() {
        assertThat(cards.serving("old", 0)).isEqualTo("old");
        assertThat(file.read().ids()).isEmpty();
    }

    @Test
    void aShareOfTheSourcesGetsTheOther() {
        file.change(its -> its.with("old", new Substitute("new", 0.25, "new/decisions/1.json")));
        assertThat(cards.serving("old", 0)).isEqualTo("new");
        assertThat(cards.serving("old", 0.2499)).isEqualTo("new");
        assertThat(cards.serving("old", 0.25)).isEqualTo("old");
        assertThat(cards.serving("new", 0)).isEqualTo("new");
    }

    @Test
    void aRollBackHoldsFromTheNextQuestionOn() {
        file.change(its -> its.with("old", new Substitute("new", 1, "new/decisions/1.json")));
        assertThat(cards.serving("old", 0.99)).isEqualTo("new");
        file.change(its -> its.without("old"));
        assertThat(cards.serving("old", 0.99)).isEqualTo("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    /// Concurrent promotions and roll-backs all take effect.
    @Test
    void ofManyChangesAtOnceNoneIsLost() {
        var substitute = new Substitute("new", 1, "new/decisions/1.json");
        IntStream.range(0, 40)
                .parallel()
                .forEach(number -> file.change(its -> its.with("model-%02d".formatted(number), substitute)));
        assertThat(file.read().ids()).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "large", "../new", "broken"})
    void aSubstituteThatCannotServeFailsNobodysJob(String substitute) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("broken")).resolve("card.json"), "{}");
        file.change(its -> its.with("old", new Substitute(substitute, 1, "")));
        assertThat(cards.serving("old", 0)).isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{\"substitutes\":{\"old\":{\"model\":\"new\"}}}",
                "{\"substitutes\":{\"old\":{\"model\":\"new\",\"share\":2,\"decision\":\"\"}}}"
            })
    void aDamagedFileIsNamed(String text) throws IOException {
        Files.writeString(file.path(), text);
        assertThatThrownBy(() -> cards.serving("old", 0))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("serving.json cannot be understood");
    }

    private void card(String id, int scale) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(id)).resolve("card.json"), """
            {"schema": 1, "id": "%s", "version": "1", "description": "A test.", "task": "enlarge",
             "weights": {"file": "model.onnx", "sha256": "%s", "bytes": 1, "licence": "CC0-1.0", "origin": "here"},
             "input": {"name": "in", "layout": "NCHW", "channels": 3, "colour": "RGB", "range": [0.0, 1.0]},
             "output": {"name": "out", "layout": "NCHW", "channels": 3, "colour": "RGB", "range": [0.0, 1.0]},
             "scale": %d, "alignment": 1, "receptiveField": {"kind": "radius", "px": 1}, "boundary": "zero",
             "precision": ["fp32"], "bestSide": {"cpu": 288}, "bytesPerInputPixel": 100,
             "outputMegapixelsPerSecond": {"cpu-core": 1}, "quality": []}""".formatted(
                        id, "0".repeat(64), scale));
    }
}
