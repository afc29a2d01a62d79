package dev.azulejo.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.Provider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
    private static final Path SPAN = TestImages.MODELS.resolve("span-x2");

    @TempDir
    Path folder;

    private Path card;
    private Path weights;

    @BeforeEach
    void copySpan() throws IOException {
        var span = Files.createDirectory(folder.resolve("span-x2"));
        card = Files.copy(SPAN.resolve("card.json"), span.resolve("card.json"));
        weights = Files.copy(SPAN.resolve("model.onnx"), span.resolve("model.onnx"));
    }

    @Test
    void everyModelOfThisRepositoryLoads() {
        try (var models = new ModelFolder(TestImages.MODELS, Device.CPU)) {
            assertThat(models.cards()).extracting(ModelCard::id).contains("span-x2", "x4plus");
            for (var each : models.cards()) {
                if (models.weights(each.id()).isPresent()) {
                    var upscaler = models.warm(new Step(each.id(), each.sha256()));
                    assertThat(upscaler.scale()).isEqualTo(each.scale());
                }
            }
        }
    }

    @Test
    void aModelIsLoadedOnceHoweverManyAskAtOnce() throws Exception {
        try (var models = models();
                var executor = Executors.newFixedThreadPool(8)) {
            Callable<ModelUpscaler> ask = () -> warm(models);
            var upscalers = executor.invokeAll(Collections.nCopies(8, ask));
            for (var upscaler : upscalers) {
                assertThat(upscaler.get()).isSameAs(upscalers.getFirst().get());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unheard-of", "../span-x2", "span-x2/../span-x2", "", ".", "span-x2/card.json"})
    void aModelThatIsNotThereIsNamedWithWhatIs(String id) {
        assertThatThrownBy(() -> models().card(id))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage(("no model %s in %s (there are span-x2);"
                                + " bring it there, or set AZULEJO_MODELS to the folder that has it")
                        .formatted(id, folder));
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new ModelFolder(folder.resolve("nowhere"), Device.CPU).cards())
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("no folder of models at %s; set AZULEJO_MODELS to the one that has them"
                        .formatted(folder.resolve("nowhere")));
    }

    @Test
    void aChangedFileIsNotLoaded() throws Exception {
        var bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        assertRefused("model span-x2: %s has SHA-256 %s, its card says %s; bring it back with: git checkout -- %s"
                .formatted(weights, sha256(bytes), models().card("span-x2").sha256(), weights));
    }

    @Test
    void aMissingFileIsNamedWithWhatToDo() throws IOException {
        Files.delete(weights);
        assertRefused(
                "model span-x2: %s is missing; bring it back with: git checkout -- %s".formatted(weights, weights));
    }

    @Test
    void weightsThatAreBroughtOnDemandMayLieInASecondFolder(@TempDir Path pulled) throws IOException {
        replaceInCard("\"file\":", "\"pulled\": true, \"file\":");
        var place = Files.createDirectory(pulled.resolve("span-x2")).resolve("model.onnx");
        Files.move(weights, place);
        try (var models = new ModelFolder(folder, pulled, Device.CPU)) {
            assertThat(models.weights("span-x2")).contains(place);
            assertThat(warm(models).scale()).isEqualTo(2);
        }
        Files.move(place, weights); // where a worker has them
        try (var models = new ModelFolder(folder, pulled, Device.CPU)) {
            assertThat(models.weights("span-x2")).contains(weights);
            assertThat(warm(models).scale()).isEqualTo(2);
        }
    }

    @Test
    void weightsThatWereNotBroughtYetAreAskedFor(@TempDir Path pulled) throws IOException {
        replaceInCard("\"file\":", "\"pulled\": true, \"file\":");
        Files.delete(weights);
        assertRefused("model span-x2: %s is missing; bring it with: azulejo models pull span-x2".formatted(weights));
        var place = pulled.resolve("span-x2").resolve("model.onnx");
        try (var models = new ModelFolder(folder, pulled, Device.CPU)) {
            assertThat(models.card("span-x2").scale()).isEqualTo(2);
            assertThat(models.weights("span-x2")).isEmpty();
            assertThatThrownBy(() -> warm(models))
                    .hasMessage("model span-x2: %s is missing; bring it with: azulejo models pull span-x2"
                            .formatted(place));
        }
    }

    @Test
    void otherWeightsThanTheJobPinsAreRefused() {
        assertThatThrownBy(() -> models().warm(new Step("span-x2", "0".repeat(64))))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("model span-x2: the job was planned with weights 0000");
    }

    @Test
    void aFileThatIsAsTheCardSaysButNoModelIsRefused() throws Exception {
        var whole = Files.readAllBytes(weights);
        for (var bytes :
                new byte[][] {{}, "garbage".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, whole.length / 2)}) {
            Files.write(weights, bytes);
            replaceInCard(models().card("span-x2").sha256(), sha256(bytes));
            assertRefused("model span-x2: ONNX Runtime cannot load %s: ".formatted(weights));
        }
    }

    @Test
    void aCardInTheWrongFolderIsRefused() throws IOException {
        replaceInCard("\"id\": \"span-x2\"", "\"id\": \"span-x3\"");
        assertRefused("%s: id is \"span-x3\", but its folder is span-x2".formatted(card));
    }

    @Test
    void aCardThatNamesOtherTensorsIsRefused() throws IOException {
        replaceInCard("\"name\": \"output\"", "\"name\": \"result\"");
        assertRefused("%s: the card's outputs are [result], but those of %s are [output]".formatted(card, weights));
    }

    @Test
    void aCardThatTellsAModelWhatItDoesNotAskIsRefused() throws IOException {
        replaceInCard(
                "\"scale\":",
                "\"conditions\": [{\"kind\": \"noise\", \"input\": \"s\", \"range\": [0, 1]}], \"scale\":");
        assertRefused("%s: the card's inputs are [input, s], but those of %s are [input]".formatted(card, weights));
    }

    @Test
    void aTensorOfAnotherShapeIsRefused() throws IOException {
        var cunet = TestImages.MODELS.resolve("cunet-denoise0");
        Files.copy(cunet.resolve("model.onnx"), weights, StandardCopyOption.REPLACE_EXISTING);
        var text = Files.readString(cunet.resolve("card.json"));
        Files.writeString(
                card,
                text.replace("\"cunet-denoise0\"", "\"span-x2\"").replace("\"channels\": 384", "\"channels\": 385"));
        assertRefused("model span-x2: its input \"pooled\" should be floats of 1 x 385 x 1 x 1, but is ");
    }

    @Test
    void aCardWithAnotherScaleFailsAtTheFirstTile() throws IOException {
        replaceInCard("\"scale\": 2", "\"scale\": 3");
        try (var models = models()) {
            var upscaler = warm(models);
            assertThatThrownBy(() -> upscaler.upscale(TestImages.noise(8, 5), Planes.allocate(24, 15, 3)))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessage("model span-x2 returned 16x10, expected 24x15");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "CPU"})
    void withoutAGpuTheProcessorDoesItAndTheFingerprintSaysSo(Device device) {
        try (var models = new ModelFolder(folder, device)) {
            assertThat(warm(models).fingerprint())
                    .matches("onnxruntime \\d+\\.\\d+\\.\\d+ [a-z]+-[a-z0-9]+: cpu fp32 opt=all [a-z0-9]+");
        }
    }

    @Test
    void aGpuThatWasAskedForAndIsNotThereIsAFailure() {
        try (var models = new ModelFolder(folder, Device.CUDA)) {
            assertThatThrownBy(() -> warm(models))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageStartingWith("model span-x2 cannot run on cuda fp32 here: ")
                    .hasMessageEndingWith("; device auto takes the CPU then");
        }
    }

    @Test
    void anotherEngineRunsWhatItCanReadAndItsLadderHolds() throws Exception {
        replaceInCard(sha256(Files.readAllBytes(weights)), sha256(FakeEngine.DOUBLING));
        Files.write(weights, FakeEngine.DOUBLING);
        replaceInCard("[\"fp32\"", "[\"fp16\", \"fp32\"");
        try (var models = new ModelFolder(folder, null, Device.AUTO, FakeEngine::new)) {
            var upscaler = warm(models);
            var input = TestImages.noise(8, 5);
            var output = Planes.allocate(16, 10, 3);
            assertThat(upscaler.fingerprint())
                    .matches("fake 1 [a-z]+-[a-z0-9]+: npu fp16 fast, then cpu fp32 exact .+");
            assertThat(upscaler.upscale(input, output))
                    .contains(
                            "model span-x2 gave numbers that are not finite on npu fp16; taken from cpu fp32 instead");
            assertThat(output.at(2, 15, 9)).isEqualTo(input.at(2, 7, 4));
        }
    }

    @Test
    void aRungInAPrecisionThatTheCardDoesNotListIsLeftOut() throws Exception {
        replaceInCard(sha256(Files.readAllBytes(weights)), sha256(FakeEngine.DOUBLING));
        Files.write(weights, FakeEngine.DOUBLING);
        try (var models = new ModelFolder(folder, null, Device.AUTO, FakeEngine::new)) {
            assertThat(warm(models).fingerprint()).matches("fake 1 [a-z]+-[a-z0-9]+: cpu fp32 exact .+");
        }
    }

    /// Providers are tried in this order, and each where it works: here none of a GPU does.
    @Test
    void aCompilerComesBeforeTheRestAndFallsBackAsTheDeviceSays() throws Exception {
        var engine = Engine.installed().compiling(folder.resolve("engines"), true);
        assertThat(engine.providers(Device.AUTO))
                .extracting(Provider::rungName)
                .containsExactly("tensorrt fp16", "tensorrt fp32", "cuda fp32", "cpu fp32");
        try (var models = new ModelFolder(folder, null, Device.AUTO, () -> engine)) {
            assertThat(warm(models).fingerprint()).contains(": cpu fp32 opt=all ");
        }
        try (var models = new ModelFolder(folder, null, Device.CUDA, () -> engine)) {
            assertThatThrownBy(() -> warm(models))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageStartingWith("model span-x2 cannot run on tensorrt fp32 here: ");
        }
        replaceInCard("[\"fp32\"", "[\"fp16\", \"fp32\"");
        try (var models = new ModelFolder(folder, null, Device.CUDA, () -> engine)) {
            assertThatThrownBy(() -> warm(models))
                    .hasMessageStartingWith("model span-x2 cannot run on tensorrt fp16 here: ");
        }
    }

    private void assertRefused(String message) {
        try (var models = models()) {
            assertThatThrownBy(() -> warm(models))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageStartingWith(message)
                    .message()
                    .doesNotContain("\n");
        }
    }

    private ModelFolder models() {
        return new ModelFolder(folder, Device.CPU);
    }

    private static ModelUpscaler warm(ModelFolder models) {
        return (ModelUpscaler)
                models.warm(new Step("span-x2", models.card("span-x2").sha256()));
    }

    private void replaceInCard(String text, String replacement) throws IOException {
        Files.writeString(card, Files.readString(card).replace(text, replacement));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
