package dev.azulejo.inference.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.local.UserCache;
import dev.azulejo.inference.FakeEngine;
import dev.azulejo.inference.FakeFetch;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.inference.TestImages;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.inference.choice.Tuning.Row;
import dev.azulejo.inference.choice.Tuning.Verdict;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.openvino.OpenVino;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests tuning on an engine that sets its own time. Its model's side is 96, with a halo of 21.
class TuningTest {
    private static final int FAST = 1;
    private static final int SLOW = 367_500;

    private static final String SIDE = "\"bestSide\": \\{\"cpu\": \\d+";
    private static final String SMALL_SIDE = "\"bestSide\": {\"cpu\": 96";

    @TempDir
    Path folder;

    @BeforeEach
    void aModelThatTheEngineRuns() throws Exception {
        FakeEngine.installIn(folder.resolve("models"));
        card(SIDE, SMALL_SIDE);
    }

    private void card(String pattern, String replacement) throws IOException {
        var card = folder.resolve("models/span-x2/card.json");
        var text = Files.readString(card);
        Files.writeString(card, text.replaceFirst(pattern, replacement));
    }

    private MachineEngines engines(FakeEngine engine, FakeFetch.Source other) {
        return new MachineEngines(EngineChoice.FASTEST, folder, new FakeFetch(other), true, engine::nanos);
    }

    private ModelFolder models(FakeEngine engine, Device device) {
        return models(engine, engine::other, device);
    }

    private ModelFolder models(FakeEngine engine, FakeFetch.Source other, Device device) {
        var engines = engines(engine, other);
        return new ModelFolder(new CardFolder(folder.resolve("models")), null, device, engines, () -> engine);
    }

    private Tuning tuned(Map<String, Integer> nanosPerPixel) {
        try (var models = models(new FakeEngine(nanosPerPixel), Device.CPU)) {
            return models.tune("span-x2");
        }
    }

    private static Tuple[] verdicts(Tuning tuning) {
        return tuning.rows().stream()
                .map(row -> new Tuple(row.engine(), row.precision(), row.verdict()))
                .toArray(Tuple[]::new);
    }

    @Test
    void comparesAllThatThereIs() {
        var tuning = tuned(Map.of("cpu fp32", 100, "openvino bf16", 25, "openvino fp32", 95));
        assertThat(verdicts(tuning))
                .containsExactly(
                        new Tuple("fake on cpu", "fp32", Verdict.USUAL),
                        new Tuple("openvino", "bf16", Verdict.PAYS),
                        new Tuple("openvino", "fp32", Verdict.DOES_NOT_PAY));
        assertThat(tuning.rows()).extracting(row -> row.ofUsual().orElseThrow()).containsExactly(1.0, 0.25, 0.95);
        assertThat(tuning.fastest()).contains("openvino bf16");
        assertThat(tuning.notKept()).isEmpty();
    }

    @Test
    void countsOutputThatIsKeptForEachSide() {
        var usual = tuned(Map.of("cpu fp32", 100)).rows().getFirst().secondsPerMegapixel();
        assertThat(usual.keySet()).containsExactly(48, 72, 96);
        usual.forEach((side, seconds) -> assertThat(seconds)
                .isCloseTo(100e-9 * side * side / (4 * (side - 42) * (side - 42) / 1e6), within(1e-9)));
    }

    /// Four rounds of 48 pixels take 3.4 s at 367,500 ns a pixel, of 72 then 7.6 s, and of 96 13.5 s; at
    /// half the speed, the last is left out.
    @Test
    void leavesOutLargeTilesThatWouldTakeLong() {
        assertThat(tuned(Map.of("cpu fp32", SLOW)).rows().getFirst().secondsPerMegapixel())
                .hasSize(3);
        assertThat(tuned(Map.of("cpu fp32", 2 * SLOW)).rows().getFirst().secondsPerMegapixel())
                .containsOnlyKeys(48, 72);
        assertThat(tuned(Map.of("cpu fp32", 50 * SLOW)).rows().getFirst().secondsPerMegapixel())
                .containsOnlyKeys(48);
    }

    @Test
    void whatItFoundIsWhatTheNextJobGoesBy() {
        tuned(Map.of("cpu fp32", 100, "openvino bf16", 95, "openvino fp32", 80));
        try (var models = models(new FakeEngine(), Device.CPU)) {
            assertThat(models.engine("span-x2")).contains("openvino fp32");
        }
        assertThat(engines(new FakeEngine(), FakeEngine::new).table().read(Instant.now()))
                .hasValueSatisfying(found -> {
                    assertThat(found.model()).isEqualTo("span-x2");
                    assertThat(found.side()).isEqualTo(96);
                    assertThat(found.obstacle()).isEmpty();
                });
    }

    @Test
    void measuresAnewWhatWasKnown() {
        tuned(Map.of("cpu fp32", 100, "openvino bf16", 25, "openvino fp32", 95));
        assertThat(tuned(Map.of("cpu fp32", 100, "openvino bf16", 99, "openvino fp32", 95))
                        .fastest())
                .isEmpty();
    }

    @Test
    void saysWhyThereIsNoOther() {
        FakeFetch.Source offline = () -> {
            throw new IOException("there is no network");
        };
        try (var models = models(new FakeEngine(Map.of("cpu fp32", 100)), offline, Device.CPU)) {
            var tuning = models.tune("span-x2");
            assertThat(tuning.rows().getLast()).isEqualTo(Row.absent("openvino", "", "there is no network"));
            assertThat(tuning.fastest()).isEmpty();
        }
    }

    @Test
    void aModelWhoseCardDoesNotAllow16BitsIsNotGivenThem() throws IOException {
        card("\"fp32\", \"bf16\"", "\"fp32\"");
        var tuning = tuned(Map.of("cpu fp32", 100, "openvino bf16", 25, "openvino fp32", 95));
        assertThat(tuning.rows().get(1).verdict()).isEqualTo(Verdict.NOT_ALLOWED);
        assertThat(tuning.fastest()).isEmpty();
    }

    @Test
    void theFirstThatWorksIsTheUsualOneAndTheProcessorStandsIn() throws IOException {
        card("\\[\"fp32\"", "[\"fp16\", \"fp32\"");
        try (var models = models(new FakeEngine(Map.of("npu fp16", 1, "cpu fp32", 100)), Device.AUTO)) {
            assertThat(verdicts(models.tune("span-x2")))
                    .startsWith(
                            new Tuple("fake on npu", "fp16", Verdict.USUAL),
                            new Tuple("fake on cpu", "fp32", Verdict.IN_RESERVE));
        }
        try (var models = models(new FakeEngine(Map.of("cpu fp32", 100)), Device.AUTO)) {
            assertThat(models.tune("span-x2").rows())
                    .contains(Row.absent("fake on npu", "fp16", "not built in"))
                    .element(0)
                    .extracting(Row::verdict)
                    .isEqualTo(Verdict.USUAL);
        }
    }

    @Test
    void saysWhyItCannotBeKept() throws IOException {
        Files.createDirectories(folder.resolve("engines.json"));
        assertThat(tuned(Map.of("cpu fp32", FAST)).notKept())
                .hasValueSatisfying(why -> assertThat(why).contains("engines.json"));
    }

    /// The engines are the real ones, on small tiles; with OpenVINO if it is available.
    @Test
    void measuresWhatIsReallyThere() throws IOException {
        var small = Files.createDirectories(folder.resolve("small/span-x2"));
        Files.copy(TestImages.MODELS.resolve("span-x2/model.onnx"), small.resolve("model.onnx"));
        Files.writeString(
                small.resolve("card.json"),
                Files.readString(TestImages.MODELS.resolve("span-x2/card.json")).replaceFirst(SIDE, SMALL_SIDE));
        var engines = new MachineEngines(EngineChoice.FASTEST, folder, new OpenVino(UserCache.of(System.getenv())));
        try (var models = new ModelFolder(new CardFolder(folder.resolve("small")), null, Device.CPU, engines)) {
            var tuning = models.tune("span-x2");
            assertThat(tuning.rows())
                    .allSatisfy(row -> assertThat(row.verdict() == Verdict.NOT_TO_BE_HAD)
                            .isEqualTo(row.secondsPerMegapixel().isEmpty()))
                    .first()
                    .satisfies(usual -> {
                        assertThat(usual.engine()).isEqualTo("onnxruntime on cpu");
                        assertThat(usual.secondsPerMegapixel()).containsOnlyKeys(48, 72, 96);
                    });
            assertThat(models.engine("span-x2")).isEqualTo(tuning.fastest());
        }
    }

    @Test
    void aModelThatDoesNotRunIsAFailure() {
        assertThatThrownBy(() -> tuned(Map.of("openvino fp32", FAST)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("model span-x2 does not run on this machine: not built in");
    }
}
