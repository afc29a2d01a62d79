package dev.azulejo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.lab.net.SmallMetric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `azulejo lab train` by ST-LPIPS as a process, with a small metric that is drawn.
@NeedsTorch
class StLpipsTrainingIT {
    private static final String RECIPE = """
            {"schema": 1, "id": "looks", "description": "For a test.", "scale": 2,
             "net": {"kind": "plain", "depth": 2, "channels": 6}, "seed": 1, "steps": 3, "batch": 4, "patch": 16,
             "loss": "st-lpips", "rate": 0.001, "average": 0.5, "pictures": {"scenes": 2, "side": 128},
             "damage": [{"kind": "fit", "filters": ["bicubic"]}]}""";

    @TempDir
    Path folder;

    private record Ended(int code, String said) {
        String weights() {
            assertThat(code).as(said).isZero();
            return said.lines()
                    .filter(line -> line.startsWith("weights "))
                    .reduce((_, last) -> last)
                    .orElseThrow();
        }
    }

    @BeforeEach
    void aRecipe() throws IOException {
        Files.writeString(folder.resolve("looks.json"), RECIPE);
        var card = Files.createDirectories(folder.resolve("models/stlpips")).resolve("metric.json");
        Files.copy(Path.of("../models/stlpips/metric.json"), card);
    }

    private void metric(long seed) throws IOException {
        var place = folder.resolve("models/stlpips");
        var model = SmallMetric.drawn(seed);
        Files.write(place.resolve("model.onnx"), model);
        var card = Files.readString(place.resolve("metric.json"))
                .replaceFirst(
                        "\"sha256\": \"[0-9a-f]+\"",
                        "\"sha256\": \"%s\"".formatted(Hash.of(model).hex()));
        Files.writeString(place.resolve("metric.json"), card);
    }

    private Ended train(String output) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var start = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        dev.azulejo.cli.Main.class.getName(),
                        "lab",
                        "train",
                        folder.resolve("looks.json").toString(),
                        "-o",
                        folder.resolve(output).toString())
                .redirectErrorStream(true);
        start.environment().put("AZULEJO_MODELS", folder.resolve("models").toString());
        start.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        var process = start.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @Test
    void theMetricDecidesWhatIsLearnedAndWhetherATrainingIsTheSame() throws IOException, InterruptedException {
        metric(1);
        var once = train("once").weights();
        assertThat(train("again").weights()).isEqualTo(once);
        metric(2);
        var other = train("once");
        assertThat(other.code).isNotZero();
        assertThat(other.said).contains("is of another training");
        assertThat(train("other").weights()).isNotEqualTo(once);
    }

    @Test
    void withoutItsWeightsNothingIsTrained() throws IOException, InterruptedException {
        var refused = train("once");
        assertThat(refused.code).isNotZero();
        assertThat(refused.said).contains("azulejo: ", "bring it with: azulejo models pull stlpips");
        assertThat(Objects.requireNonNull(folder.resolve("once").toFile().list()))
                .isEmpty();
    }
}
