package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.NO_INPUT;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.integration.Checkout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `azulejo metrics`, as people and programs call it.
class MetricsIT {
    @TempDir
    Path folder;

    private Azulejo azulejo;

    @BeforeEach
    void aCatAndTwoWorseOnes() {
        azulejo = Azulejo.warm(folder);
        Pictures.write(Pictures.cat(240, 200), folder.resolve("cat.png"));
        Pictures.write(lighter(Pictures.cat(240, 200), 10), folder.resolve("lighter.png"));
        Pictures.write(Pictures.cat(240, 200), folder.resolve("cat.jpg"));
    }

    private static BufferedImage lighter(BufferedImage picture, int levels) {
        var raster = picture.getRaster();
        var samples = raster.getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null);
        Arrays.setAll(samples, i -> Math.min(255, samples[i] + levels));
        raster.setPixels(0, 0, picture.getWidth(), picture.getHeight(), samples);
        return picture;
    }

    private JsonNode json(String... arguments) throws IOException {
        Object[] all = Stream.concat(Stream.of("metrics", "--json"), Stream.of(arguments))
                .toArray();
        var lines = azulejo.run(all).outLines();
        assertThat(lines).hasSize(1);
        return new JsonMapper().readTree(lines.getFirst());
    }

    @Test
    void twoImagesAreCompared() throws IOException {
        var scores = json("cat.png", "lighter.png");
        assertThat(scores.path("reference").textValue()).isEqualTo("cat.png");
        assertThat(scores.path("candidate").textValue()).isEqualTo("lighter.png");
        assertThat(scores.path("width").intValue()).isEqualTo(240);
        assertThat(scores.path("psnr").doubleValue()).isCloseTo(28.1, within(0.2));
        for (var name :
                new String[] {"psnr_y", "ssim", "ms_ssim", "fsim", "fsimc", "ciede2000", "colour_drift", "seam_energy"
                }) {
            assertThat(scores.path(name).isNumber()).as(name).isTrue();
        }
        assertThat(scores.path("colour_drift").doubleValue()).isBetween(2.0, 5.0);
        assertThat(scores.path("fsim").doubleValue()).isGreaterThan(0.99);
        assertThat(json("cat.png", "cat.jpg").path("psnr").doubleValue()).isBetween(25.0, 45.0);
    }

    @Test
    void aNetworkOfOnesOwnMeasuresUnderItsName() throws IOException {
        var example = Checkout.ROOT.resolve("examples/metric").toString();
        assertThat(json("cat.png", "lighter.png", "--network", example)
                        .path("mean-difference")
                        .doubleValue())
                .as("ten of 255")
                .isCloseTo(10 / 255.0, within(0.002));
    }

    @Test
    void aNetworkThatIsNotWhatItsCardSaysIsRefused() throws IOException {
        var own = Files.createDirectories(folder.resolve("own"));
        refused(66, "--network own: there is no metric.json in it");
        var card = Files.readString(Checkout.ROOT.resolve("examples/metric/metric.json"));
        Files.copy(Checkout.ROOT.resolve("examples/metric/model.onnx"), own.resolve("model.onnx"));
        Files.writeString(own.resolve("metric.json"), card.replace("mean-difference", "psnr"));
        refused(USAGE, "--network own: \"psnr\" is a metric of azulejo; give yours another id");
        Files.writeString(own.resolve("metric.json"), card.replace("\"leastSide\": 1", "\"leastSide\": 200"));
        refused(USAGE, "--network own: a network that needs pictures of 200 pixels cannot measure tiles of 128");
        Files.writeString(own.resolve("metric.json"), card.replace("\"name\": \"distance\"", "\"name\": \"d\""));
        refused(USAGE, "gives [d: floats of N], but");
        Files.write(own.resolve("model.onnx"), new byte[7]);
        refused(USAGE, "has SHA-256");
    }

    private void refused(int exit, String said) {
        var ended = azulejo.run("metrics", "cat.png", "lighter.png", "--network", "own");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exit);
        assertThat(ended.err()).contains(said);
    }

    @Test
    void withoutItsWeightsANetworkSaysHowToGetThem() throws IOException {
        var scores = json("cat.png", "lighter.png");
        assertThat(scores.path("stlpips").isNull()).isTrue();
        assertThat(scores.at("/notes/stlpips").textValue())
                .isEqualTo("its weights are not here; bring them with: azulejo models pull stlpips");
        assertThat(azulejo.run("models").out())
                .containsPattern("stlpips +a metric, BSD-2-Clause, .* NOT HERE: azulejo models pull stlpips");
    }

    @Test
    void aNetworkIsAskedWhereItsWeightsAre() throws IOException {
        var models = MeanDifference.asStlpips(folder.resolve("models"));
        azulejo = Azulejo.in(folder).with("AZULEJO_MODELS", models);
        assertThat(json("cat.png", "lighter.png").path("stlpips").doubleValue()).isCloseTo(10 / 255.0, within(1e-3));

        Files.write(models.resolve("stlpips/model.onnx"), new byte[] {1});
        var scores = json("cat.png", "lighter.png");
        assertThat(scores.path("ssim").isNumber()).isTrue();
        assertThat(scores.at("/notes/stlpips").textValue()).contains("stlpips/model.onnx has SHA-256");
    }

    @Test
    void oneImageIsMeasuredOnItsOwn() throws IOException {
        var scores = json("cat.jpg");
        assertThat(scores.path("file").textValue()).isEqualTo("cat.jpg");
        assertThat(scores.path("niqe").doubleValue()).isBetween(1.0, 15.0);
        assertThat(scores.path("sharpness").doubleValue()).isBetween(0.3, 0.8);
        assertThat(scores.path("blockiness").doubleValue())
                .isGreaterThan(json("cat.png").path("blockiness").doubleValue());
        assertThat(scores.has("psnr")).isFalse();
    }

    @Test
    void peopleReadATable() {
        var ended = azulejo.run("metrics", "cat.png", "cat.png");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("cat.png against cat.png: 240x200")
                .containsPattern("psnr +Infinity dB .*higher is better \\(the images are identical")
                .containsPattern("ssim +1\\.0000 ");
    }

    @Test
    void identicalImagesAreNullInJsonWithTheReason() throws IOException {
        var scores = json("cat.png", "cat.png");
        assertThat(scores.path("psnr").isNull()).isTrue();
        assertThat(scores.at("/notes/psnr").textValue()).contains("identical");
        assertThat(scores.path("ssim").doubleValue()).isCloseTo(1, within(1e-12));
    }

    @Test
    void anEnlargementIsMeasuredAgainstItsSource() throws IOException {
        azulejo.run("enhance", "--recipe", "resize", "--percent", "200", "cat.png", "-o", "large.png", "--quiet");
        assertThat(json("large.png", "--source", "cat.png")
                        .path("downscale_psnr")
                        .doubleValue())
                .isBetween(30.0, 80.0);
        assertThat(json("lighter.png", "--source", "cat.png")
                        .path("downscale_psnr")
                        .doubleValue())
                .isCloseTo(28.1, within(0.2));
    }

    @Test
    void whatCannotBeMeasuredIsSaidToPeopleAndPrograms() throws IOException {
        Pictures.write(Pictures.cat(240, 199), folder.resolve("smaller.png"));
        var whole = Files.readAllBytes(folder.resolve("cat.png"));
        Files.write(folder.resolve("half.png"), Arrays.copyOf(whole, whole.length / 2));

        var sizes = azulejo.run("metrics", "cat.png", "smaller.png");
        Refusals.assertRefused(sizes, BAD_IMAGE, "the reference is 240x200, the candidate is 240x199");
        Refusals.assertRefused(azulejo.run("metrics", "half.png", "cat.png"), BAD_IMAGE, "half.png is a PNG");
        Refusals.assertRefused(azulejo.run("metrics", "none.png"), NO_INPUT, "none.png: there is no such file");
        assertThat(azulejo.run("metrics", "cat.png", "--tile", "64").exitCode()).isEqualTo(USAGE);

        var ended = azulejo.run("metrics", "--json", "half.png", "cat.png");
        assertThat(ended.exitCode()).isEqualTo(BAD_IMAGE);
        var failure = new JsonMapper().readTree(ended.outLines().getFirst());
        assertThat(failure.path("file").textValue()).isEqualTo("half.png");
        assertThat(failure.at("/failure/exitCode").intValue()).isEqualTo(BAD_IMAGE);
        assertThat(failure.at("/failure/detail").textValue()).contains("half.png is a PNG");
        assertThat(json("cat.png", "smaller.png").at("/failure/reason").textValue())
                .isEqualTo("bad-image");
    }
}
