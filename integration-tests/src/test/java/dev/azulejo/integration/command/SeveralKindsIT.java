package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `auto` sees that a picture holds a photograph, a drawing and a pattern, and enlarges each by what suits it.
class SeveralKindsIT {
    private static final int SIDE = 160;

    @TempDir
    Path folder;

    @Test
    void hasTheSameBytesHoweverItIsCut() throws IOException {
        Pictures.write(threeKinds(), folder.resolve("three.png"));
        var whole = enhanced("whole");
        assertThat(kinds(whole)).containsExactlyInAnyOrder("photograph", "drawing", "pattern");
        assertThat(models(whole)).containsExactly("span-x2", "animevideo-x2");
        assertThat(whole.path("chosen").asText())
                .contains("mixed with animevideo-x2 where it is drawn", "interpolated where it is a pattern");
        var bytes = Files.readAllBytes(folder.resolve("whole.png"));
        for (var side : List.of("80", "120", "200")) {
            enhanced("tiles" + side, "--tile", side, "--shard-tiles", "2", "--threads", "2");
            assertThat(folder.resolve("tiles" + side + ".png")).hasBinaryContent(bytes);
        }
    }

    @Test
    void noiseIsMeasuredAndRemovedFirst() throws IOException {
        Pictures.write(noisy(Pictures.cat(SIDE, SIDE), 8), folder.resolve("three.png"));
        var outcome = enhanced("result");
        assertThat(outcome.path("picture").path("noise").asDouble()).isBetween(6.0, 11.0);
        assertThat(models(outcome)).containsExactly("ffdnet", "span-x2");
        var without = enhanced("without", "--denoise", "0");
        assertThat(models(without)).containsExactly("span-x2");
    }

    private JsonNode enhanced(String name, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("enhance", "three.png", "-o", name + ".png", "--json", "--quiet"));
        arguments.addAll(List.of(options));
        var ended = Azulejo.warm(folder).run(arguments.toArray());
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return new JsonMapper().readTree(ended.out().strip()).path("outcome");
    }

    private static List<String> kinds(JsonNode outcome) {
        var names = new ArrayList<String>();
        outcome.path("picture").path("kinds").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> models(JsonNode outcome) {
        var models = new ArrayList<String>();
        outcome.path("steps").forEach(step -> models.add(step.path("model").asText()));
        return models;
    }

    private static BufferedImage threeKinds() {
        var picture = new BufferedImage(3 * SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.drawImage(Pictures.cat(SIDE, SIDE), 0, 0, null);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(SIDE, 0, SIDE, SIDE);
        graphics.setColor(Color.BLACK);
        graphics.setStroke(new BasicStroke(2));
        for (int i = 0; i < SIDE; i += 20) {
            graphics.drawRect(SIDE + i / 2, i / 2, SIDE - i, SIDE - i);
            graphics.fillRect(SIDE + i, SIDE - 12, 10, 8);
        }
        for (int y = 0; y < SIDE; y++) {
            for (int x = 2 * SIDE; x < 3 * SIDE; x++) {
                picture.setRGB(x, y, (x + y) % 2 == 0 || (x % 4 == 0 && y % 4 == 1) ? 0xffffff : 0x202080);
            }
        }
        return picture;
    }

    private static BufferedImage noisy(BufferedImage picture, double levels) {
        var random = new Random(1);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                var colour = new Color(picture.getRGB(x, y));
                picture.setRGB(
                        x,
                        y,
                        new Color(
                                        noisy(colour.getRed(), levels, random),
                                        noisy(colour.getGreen(), levels, random),
                                        noisy(colour.getBlue(), levels, random))
                                .getRGB());
            }
        }
        return picture;
    }

    private static int noisy(int level, double levels, Random random) {
        return Math.clamp(Math.round(level + levels * random.nextGaussian()), 0, 255);
    }
}
