package dev.azulejo.inference.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.FakeEngine;
import dev.azulejo.inference.FakeFetch;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.inference.choice.EngineChoice.Brand;
import dev.azulejo.inference.choice.EngineChoice.Precision;
import dev.azulejo.inference.choice.EngineTable.Found;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests the choice beside an engine that has both precisions.
class MachineEnginesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

    private final AtomicInteger looks = new AtomicInteger();

    @TempDir
    Path folder;

    @BeforeEach
    void aModelThatTheEngineRuns() throws Exception {
        FakeEngine.installIn(folder.resolve("models"));
    }

    private Engine online() {
        looks.incrementAndGet();
        return new FakeEngine().other();
    }

    private Engine offline() throws IOException {
        looks.incrementAndGet();
        throw new IOException("there is no network");
    }

    private MachineEngines engines(EngineChoice choice, FakeFetch.Source source, boolean mayPay) {
        return new MachineEngines(choice, folder, new FakeFetch(source), mayPay, System::nanoTime);
    }

    private ModelFolder models(EngineChoice choice, FakeFetch.Source source, boolean mayPay) {
        var engines = engines(choice, source, mayPay);
        return new ModelFolder(new CardFolder(folder.resolve("models")), null, Device.CPU, engines, FakeEngine::new);
    }

    private static EngineChoice choice(Brand brand, Precision precision) {
        return new EngineChoice(brand, precision);
    }

    private void measured(double usual, double bf16, double fp32) throws IOException {
        var seconds = Map.of("usual", usual, "openvino bf16", bf16, "openvino fp32", fp32);
        table().write(new Found("span-x2", 128, seconds, ""), Instant.now());
    }

    private EngineTable table() {
        return engines(EngineChoice.USUAL, this::offline, false).table();
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 0.3, 0.95, openvino bf16",
        "1.0, 0.79, 0.7, openvino bf16",
        "1.0, 0.81, 0.95,",
        "1.0, 0.95, 0.89, openvino fp32",
        "1.0, 1.2, 1.3,"
    })
    void takesWhatPays(double usual, double bf16, double fp32, String name) throws IOException {
        measured(usual, bf16, fp32);
        try (var models = models(EngineChoice.FASTEST, this::online, true)) {
            assertThat(models.engine("span-x2")).isEqualTo(Optional.ofNullable(name));
        }
    }

    @Test
    void neverRoundsAModelWhoseCardDoesNotAllowIt() throws IOException {
        var card = folder.resolve("models/span-x2/card.json");
        Files.writeString(card, Files.readString(card).replace("\"fp32\", \"bf16\"", "\"fp32\""));
        measured(1, 0.3, 0.95);
        try (var models = models(EngineChoice.FASTEST, this::online, true)) {
            assertThat(models.engine("span-x2")).isEmpty();
        }
        try (var models = models(choice(Brand.AUTO, Precision.BF16), this::online, true)) {
            assertThat(models.engine("span-x2")).isEmpty();
        }
        try (var models = models(choice(Brand.OPENVINO, Precision.BF16), this::online, true)) {
            assertThat(models.engine("span-x2")).contains("openvino fp32");
        }
    }

    @Test
    void exactIsTheUsualEngineUnlessTheOtherIsAskedFor() throws IOException {
        measured(1, 0.1, 0.1);
        try (var models = models(choice(Brand.AUTO, Precision.EXACT), this::online, true)) {
            assertThat(models.engine("span-x2")).isEmpty();
        }
        try (var models = models(choice(Brand.OPENVINO, Precision.EXACT), this::online, true)) {
            assertThat(models.engine("span-x2")).contains("openvino fp32");
        }
    }

    @Test
    void whatIsAskedForIsTakenWithoutMeasuring() {
        try (var models = models(choice(Brand.AUTO, Precision.BF16), this::online, false)) {
            assertThat(models.engine("span-x2")).contains("openvino bf16");
        }
        assertThat(folder.resolve("engines.json")).doesNotExist();
    }

    @Test
    void whereItIsKnownToPayItIsTakenOnAnyProcessor() throws IOException {
        measured(1, 0.95, 0.7);
        try (var models = models(EngineChoice.FASTEST, this::online, false)) {
            assertThat(models.engine("span-x2")).contains("openvino fp32");
        }
    }

    @Test
    void whereItCannotPayNobodyLooksForIt() {
        try (var models = models(EngineChoice.FASTEST, this::online, false)) {
            assertThat(models.engine("span-x2")).isEmpty();
        }
        assertThat(looks).hasValue(0);
    }

    @Test
    void measuresOnceAndRemembers() throws IOException {
        var kept = new ArrayList<String>();
        for (int run = 0; run < 2; run++) {
            try (var models = models(EngineChoice.FASTEST, this::online, true)) {
                models.engine("span-x2");
            }
            kept.add(Files.readString(folder.resolve("engines.json")));
        }
        assertThat(kept.getLast()).isEqualTo(kept.getFirst());
        assertThat(table().read(Instant.now()))
                .hasValueSatisfying(found ->
                        assertThat(found.seconds()).containsOnlyKeys("usual", "openvino bf16", "openvino fp32"));
    }

    @Test
    void aModelThatIsNotThereTellsNothingOfEngines() throws IOException {
        Files.delete(folder.resolve("models/span-x2/model.onnx"));
        try (var models = models(EngineChoice.FASTEST, this::online, true)) {
            assertThat(models.engine("span-x2")).isEmpty();
        }
        assertThat(folder.resolve("engines.json")).doesNotExist();
    }

    @Test
    void withoutNetworkModelsRunAsEverAndNobodyTriesAgainTheSameDay() {
        for (int run = 0; run < 2; run++) {
            try (var models = models(EngineChoice.FASTEST, this::offline, true)) {
                assertThat(models.engine("span-x2")).isEmpty();
            }
        }
        assertThat(looks).hasValue(1);
        assertThat(table().read(Instant.now().plus(Duration.ofHours(25)))).isEmpty();
    }

    @Test
    void withoutNetworkWhatPaidBeforeIsNotTakenWhenItIsGone() throws IOException {
        measured(1, 0.3, 0.5);
        try (var models = models(EngineChoice.FASTEST, this::offline, true)) {
            assertThat(models.engine("span-x2")).isEmpty();
        }
    }

    @Test
    void withoutNetworkWhatWasAskedForIsRefusedInWords() {
        try (var models = models(choice(Brand.OPENVINO, Precision.AUTO), this::offline, true)) {
            assertThatThrownBy(() -> models.engine("span-x2"))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessage("OpenVINO, which was asked for, is not to be had here (there is no network);"
                            + " leave engine and precision out, and models run without it");
        }
    }

    @Test
    void aJobGoesOnOnTheEngineOnWhichItWasBegun() {
        try (var models = models(EngineChoice.USUAL, this::online, false)) {
            var sha256 = models.card("span-x2").sha256();
            assertThat(models.warm(new Step("span-x2", sha256, null, "openvino bf16"))
                            .fingerprint())
                    .contains("other 1 ", ": openvino bf16 fake");
            assertThat(models.warm(new Step("span-x2", sha256)).fingerprint()).contains(": cpu fp32 exact");
        }
    }

    @Test
    void orSaysWhyItCannot() {
        try (var models = models(EngineChoice.USUAL, this::offline, false)) {
            var step = new Step("span-x2", models.card("span-x2").sha256(), null, "openvino bf16");
            assertThatThrownBy(() -> models.warm(step))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessage(
                            "the job was begun with openvino bf16, which this machine has not (there is no network):"
                                    + " it goes on where it was begun; to begin it anew here, say precision exact");
        }
    }

    @Test
    void aTableOfAnotherMachineOrADamagedOneTellsNothing() throws IOException {
        measured(1, 0.3, 0.9);
        var other = new EngineTable(folder.resolve("engines.json"), "another");
        assertThat(other.read(NOW)).isEmpty();
        Files.writeString(folder.resolve("engines.json"), "{\"machine\": ");
        assertThat(table().read(NOW)).isEmpty();
    }
}
