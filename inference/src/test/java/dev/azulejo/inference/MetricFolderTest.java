package dev.azulejo.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.inference.card.CardFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricFolderTest {
    private static final Path CARD = TestImages.MODELS.resolve("stlpips/metric.json");

    /// An ONNX graph that gives the mean absolute difference of `reference` and `candidate` as `distance`.
    private static final byte[] MEAN_DIFFERENCE = Base64.getMimeDecoder().decode("""
            CAg65AEKHgoJcmVmZXJlbmNlCgljYW5kaWRhdGUSAWQiA1N1YgoLCgFkEgFlIgNBYnMKOwoBZRIIZGlzdGFuY2UiClJlZHVjZU1lYW4q
            DwoEYXhlc0ABQAJAA6ABByoPCghrZWVwZGltcxgAoAECEg9tZWFuLWRpZmZlcmVuY2VaJgoJcmVmZXJlbmNlEhkKFwgBEhMKAxIBbgoC
            CAMKAxIBaAoDEgF3WiYKCWNhbmRpZGF0ZRIZChcIARITCgMSAW4KAggDCgMSAWgKAxIBd2IXCghkaXN0YW5jZRILCgkIARIFCgMSAW5C
            BAoAEBE=""");

    /// An ONNX graph that gives the mean of all samples of `candidate` as `score`.
    private static final byte[] BRIGHTNESS = Base64.getMimeDecoder().decode("""
            CAgSADqMAQpACgljYW5kaWRhdGUSBXNjb3JlIgpSZWR1Y2VNZWFuKg8KBGF4ZXNAAUACQAOgAQcqDwoIa2VlcGRpbXMYAKABAhIKYnJpZ2h0
            bmVzc1omCgljYW5kaWRhdGUSGQoXCAESEwoDEgFuCgIIAwoDEgFoCgMSAXdiFAoFc2NvcmUSCwoJCAESBQoDEgFuQgQKABAR""");

    @TempDir
    Path folder;

    private Path card;
    private Path weights;

    @BeforeEach
    void aMetricOfOurOwn() throws IOException {
        var metric = Files.createDirectory(folder.resolve("stlpips"));
        weights = Files.write(metric.resolve("model.onnx"), MEAN_DIFFERENCE);
        card = Files.copy(CARD, metric.resolve("metric.json"));
        replace(
                "\"sha256\": \"[0-9a-f]+\"",
                "\"sha256\": \"%s\"".formatted(Hash.of(MEAN_DIFFERENCE).hex()));
    }

    private void replace(String pattern, String by) throws IOException {
        var text = Files.readString(card);
        var changed = text.replaceFirst(pattern, by);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(card, changed);
    }

    private MetricFolder metrics() {
        return new MetricFolder(folder, null);
    }

    private static Planes noise(int seed) {
        var random = new Random(seed);
        var planes = Planes.allocate(30, 20, 3);
        for (int i = 0; i < 3 * planes.planeLength(); i++) {
            planes.samples().put(i, random.nextFloat());
        }
        return planes;
    }

    @Test
    void twoPicturesInANumberOut() {
        double expected = 0;
        for (int i = 0; i < 1800; i++) {
            expected += Math.abs(noise(1).samples().get(i) - noise(2).samples().get(i)) / 1800;
        }
        try (var metric = metrics().open("stlpips", 1)) {
            assertThat(metric.between(noise(1), noise(2))).isCloseTo(expected, within(1e-6));
            assertThat(metric.between(noise(1), noise(1))).isZero();
            assertThat(metric.card().leastSide()).isEqualTo(21);
        }
    }

    @Test
    void onePictureInANumberOut() throws IOException {
        Files.write(weights, BRIGHTNESS);
        replace(
                "\"sha256\": \"[0-9a-f]+\"",
                "\"sha256\": \"%s\"".formatted(Hash.of(BRIGHTNESS).hex()));
        replace("\"reference\": [^\\n]*\\n", "");
        replace("\"distance\"", "\"score\"");
        replace("\"schema\": 1,", "\"schema\": 1, \"better\": \"higher\",");
        try (var metric = MetricFolder.openOwn(card, 1)) {
            double expected = 0;
            for (int i = 0; i < 1800; i++) {
                expected += noise(2).samples().get(i) / 1800;
            }
            assertThat(metric.between(noise(1), noise(2))).isCloseTo(expected, within(1e-6));
            assertThat(metric.card().comparesTwo()).isFalse();
            assertThat(metric.card().higherIsBetter()).isTrue();
        }
    }

    @Test
    void theMetricsOfThisRepositoryAreNoModelsThatMakePictures() {
        assertThat(new MetricFolder(TestImages.MODELS, null).pulledIds()).containsExactly("stlpips");
        assertThat(new CardFolder(TestImages.MODELS).cards())
                .isNotEmpty()
                .noneMatch(model -> model.id().equals("stlpips"));
    }

    @Test
    void missingWeightsSayWhatToDo() throws IOException {
        Files.delete(weights);
        assertThat(metrics().weights("stlpips")).isEmpty();
        assertRefused("model stlpips: %s is missing; bring it with: azulejo models pull stlpips".formatted(weights));
    }

    @Test
    void weightsMayLieInASecondFolder(@TempDir Path pulled) throws IOException {
        var place = Files.createDirectory(pulled.resolve("stlpips")).resolve("model.onnx");
        Files.move(weights, place);
        var metrics = new MetricFolder(folder, pulled);
        assertThat(metrics.weights("stlpips")).contains(place);
        try (var metric = metrics.open("stlpips", 2)) {
            assertThat(metric.between(noise(1), noise(2))).isPositive();
        }
    }

    @Test
    void aChangedFileIsNotLoaded() throws IOException {
        var bytes = MEAN_DIFFERENCE.clone();
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        assertRefused("model stlpips: %s has SHA-256 %s, its card says %s; bring it with: azulejo models pull stlpips"
                .formatted(
                        weights, Hash.of(bytes).hex(), Hash.of(MEAN_DIFFERENCE).hex()));
    }

    @Test
    void aGraphThatIsNoMetricIsNotUsed() throws IOException {
        var enlarges = Files.readAllBytes(TestImages.MODELS.resolve("span-x2/model.onnx"));
        Files.write(weights, enlarges);
        replace(
                "\"sha256\": \"[0-9a-f]+\"",
                "\"sha256\": \"%s\"".formatted(Hash.of(enlarges).hex()));
        assertRefused(("%s: reads [candidate: floats of N x 3 x N x N, reference: floats of N x 3 x N x N] and gives"
                        + " [distance: floats of N], but %s reads [input: floats of N x 3 x N x N] and gives"
                        + " [output: floats of N x 3 x N x N]")
                .formatted(card, weights));
    }

    @Test
    void whatIsNoNumberIsAFailure() {
        var broken = noise(1);
        broken.samples().put(7, Float.NaN);
        try (var metric = metrics().open("stlpips", 1)) {
            assertThatThrownBy(() -> metric.between(broken, noise(2)))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessage("model stlpips failed on two pictures of 30x20: it gives NaN");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unheard-of", "../stlpips", "", ".", "stlpips/metric.json"})
    void aMetricThatIsNotThereIsNamed(String id) {
        assertThatThrownBy(() -> metrics().open(id, 1))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("no metric %s in %s; set AZULEJO_MODELS to the folder that has it".formatted(id, folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\": 1 | \"schema\": 2 | schema is 2, this version reads 1",
                "\"task\": \"metric\" | \"task\": \"enlarge\" | task is \"enlarge\", only \"metric\" is supported",
                "\"leastSide\": 21 | \"leastSide\": 0 | card of stlpips: leastSide is 0, not 1 or more",
                "0.0, 1.0 | -1.0, 1.0 | inputs.reference.range is [-1.0, 1.0], only [0.0, 1.0] is supported",
                "\"name\": \"distance\" | \"title\": \"\" | output.name is missing, expected a text",
                "\"schema\": 1, | \"schema\": 1, \"better\": \"worse\", | better is \"worse\", only \"lower\" or \"higher\" is supported",
                "\"id\": \"stlpips\" | \"id\": \"other\" | id is \"other\", but its folder is stlpips"
            })
    void aCardThatCannotBeUsedSaysWhichField(String field, String by, String why) throws IOException {
        replace(field, by);
        assertRefused("%s: %s".formatted(card, why));
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> metrics().open("stlpips", 1))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage(message);
    }
}
