package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.look.kind.PixelPatterns;
import dev.azulejo.core.pixels.PixelFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which pictures (benchmarks/pictures, docs/images) pass for a pattern of single pixels: as they are, and reduced.
class PatternsOfPicturesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PICTURES = ROOT.resolve("benchmarks", "pictures");

    static List<Path> photographs() throws IOException {
        var names = List.of("astronaut.png", "chelsea.png", "rocket.jpg");
        return Stream.concat(
                        names.stream().map(ROOT.resolve("docs", "images")::resolve),
                        in(PICTURES.resolve("photographs")).stream())
                .toList();
    }

    static List<Path> drawn() throws IOException {
        return in(PICTURES.resolve("drawn"));
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void thereAreEnough() throws IOException {
        assertThat(photographs()).hasSize(25);
        assertThat(drawn()).hasSizeGreaterThanOrEqualTo(13);
    }

    @ParameterizedTest
    @MethodSource("photographs")
    void noPhotographDoes(Path file) throws IOException {
        var image = ImageIO.read(file.toFile());
        assertThat(Stream.of(1, 2, 4).map(by -> share(reduced(image, by)))).allMatch(share -> share < 0.03);
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void nothingThatWasDrawnDoes(Path file) throws IOException {
        var image = ImageIO.read(file.toFile());
        assertThat(Stream.of(1, 2, 4).map(by -> share(reduced(image, by)))).allMatch(share -> share < 0.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "sprite", "star"})
    void pixelsThatMakeShapesDoNot(String name) throws IOException {
        assertThat(share(pixels(name))).isLessThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dithered", "halftone", "rings", "sixteen-colours", "stripes"})
    void ditheringRingsAndStripesDo(String name) throws IOException {
        assertThat(share(pixels(name))).isGreaterThan(2 * PatternChoice.MOSTLY);
    }

    private static BufferedImage pixels(String name) throws IOException {
        return ImageIO.read(PICTURES.resolve("pixels", name + ".png").toFile());
    }

    private static double share(BufferedImage image) {
        var rows = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < rows.length / 3; i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rows[3 * i] = (byte) (rgb >> 16);
            rows[3 * i + 1] = (byte) (rgb >> 8);
            rows[3 * i + 2] = (byte) rgb;
        }
        var patterns = new PixelPatterns(image.getWidth(), PixelFormat.rgb8());
        patterns.accept(rows, image.getHeight());
        return patterns.share();
    }

    /// By averaging.
    private static BufferedImage reduced(BufferedImage image, int by) {
        var reduced = new BufferedImage(image.getWidth() / by, image.getHeight() / by, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < reduced.getHeight(); y++) {
            for (int x = 0; x < reduced.getWidth(); x++) {
                int[] pixels = image.getRGB(x * by, y * by, by, by, null, 0, by);
                reduced.setRGB(x, y, mean(pixels, 16) | mean(pixels, 8) | mean(pixels, 0));
            }
        }
        return reduced;
    }

    private static int mean(int[] pixels, int shift) {
        double mean = Arrays.stream(pixels)
                .map(rgb -> (rgb >> shift) & 0xff)
                .average()
                .orElseThrow();
        return (int) Math.round(mean) << shift;
    }
}
