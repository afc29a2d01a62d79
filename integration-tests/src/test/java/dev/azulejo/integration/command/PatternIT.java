package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.integration.Checkout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Dithering, rings and stripes (benchmarks/pictures/pixels), of which each pixel is meant: SPAN makes
/// strokes and other rings of them.
class PatternIT {
    private static final List<String> PATTERNS = List.of("dithered", "halftone", "rings", "sixteen-colours", "stripes");

    private static final String PATTERN = "a pattern of single pixels, such as dithering, fine stripes or rings";
    private static final String FOUND = "\\d\\d+ % of the image is " + PATTERN;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void autoInterpolatesThemNoWorseThanCubicInterpolationWould(int scale) throws IOException {
        for (var row : rows("auto", scale, PATTERNS)) {
            var name = name(row);
            assertThat(row.path("chosen").asText())
                    .as(name)
                    .matches("PNG, lossless, (.*, )?\\d+ % " + PATTERN + ": interpolated, no model");
            assertThat(row.path("models")).as(name).isEmpty();
            assertThat(row.path("warnings")).as(name).isEmpty();
            var source = Pictures.read(picture(name));
            double ours = error(Pictures.read(folder.resolve("out").resolve(name + ".png")), source, scale);
            assertThat(ours).as("mean square of " + name).isLessThan(error(cubic(source, scale), source, scale));
        }
    }

    @Test
    void anotherRecipeRunsItsModelAndSaysWhatElseThereIs() throws IOException {
        for (var row : rows("photo-x2", 2, PATTERNS)) {
            // Which of the two depends on whether dots are taken for noise.
            assertThat(row.path("models").path(0).asText()).isIn("span-x2", "azulejo-photo-x2");
            assertThat(row.path("warnings"))
                    .as(name(row))
                    .anyMatch(
                            warning -> warning.asText()
                                    .matches(
                                            FOUND
                                                    + ", which models enlarge worse than interpolation: try the recipe auto or resize"));
        }
    }

    @Test
    void theOtherRecipeIsNotAnsweredByTheResultOfTheFirst() throws IOException {
        rows("auto", 2, List.of("rings"));
        var interpolated = Files.readAllBytes(folder.resolve("out").resolve("rings.png"));
        rows("photo-x2", 2, List.of("rings"));
        assertThat(folder.resolve("out").resolve("rings.png"))
                .satisfies(file -> assertThat(Files.readAllBytes(file)).isNotEqualTo(interpolated));
    }

    @Test
    void tilesOfAPatternAreTheWholePattern() throws IOException {
        rows("auto", 4, List.of("rings"));
        var whole = Files.readAllBytes(folder.resolve("out").resolve("rings.png"));
        rows("auto", 4, List.of("rings"), "--tile", "64", "--shard-tiles", "1", "--strip-rows", "50", "--threads", "2");
        var tiled = Pictures.read(folder.resolve("out").resolve("rings.png"));
        var expected = Pictures.decoded(whole);
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                assertThat(tiled.getRGB(x, y)).isEqualTo(expected.getRGB(x, y));
            }
        }
    }

    @Test
    void pixelsThatMakeShapesAreLeftToModels() throws IOException {
        for (var row : rows("auto", 2, List.of("sprite", "star", "code", "../drawn/map", "../drawn/spreadsheet"))) {
            assertThat(row.path("chosen").asText()).as(name(row)).doesNotContain("interpolated");
            assertThat(row.path("models").path(0).asText()).as(name(row)).isEqualTo("span-x2");
        }
    }

    private static Path picture(String name) {
        return Checkout.ROOT.resolve("benchmarks/pictures/pixels").resolve(name + ".png");
    }

    private static String name(JsonNode row) {
        var file = Path.of(row.path("file").asText()).getFileName().toString();
        return file.substring(0, file.indexOf('.'));
    }

    private List<JsonNode> rows(String recipe, int scale, List<String> names, String... options) throws IOException {
        var arguments = new ArrayList<Object>(List.of("enhance"));
        names.forEach(name -> arguments.add(picture(name).normalize()));
        arguments.addAll(List.of("-o", "out/", "--recipe", recipe, "--report", "rows.json", "--overwrite"));
        arguments.addAll(List.of("--scale", scale));
        arguments.addAll(List.of(options));
        var ended = Azulejo.warm(folder).run(arguments.toArray());
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        var rows = new ArrayList<JsonNode>();
        new JsonMapper().readTree(folder.resolve("rows.json").toFile()).forEach(rows::add);
        assertThat(rows).hasSameSizeAs(names);
        return rows;
    }

    /// The mean square of how far a result is from the source with each pixel repeated.
    private static double error(BufferedImage result, BufferedImage source, int scale) {
        double sum = 0;
        for (int y = 0; y < result.getHeight(); y++) {
            for (int x = 0; x < result.getWidth(); x++) {
                int one = result.getRGB(x, y);
                int other = source.getRGB(x / scale, y / scale);
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference = ((one >> shift) & 0xff) - ((other >> shift) & 0xff);
                    sum += difference * difference;
                }
            }
        }
        return sum / result.getWidth() / result.getHeight() / 3;
    }

    /// As Pillow's bicubic filter (Keys 1981, a = -0.5), but for its rounding between rows and columns.
    private static BufferedImage cubic(BufferedImage source, int scale) {
        var result =
                new BufferedImage(source.getWidth() * scale, source.getHeight() * scale, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < result.getHeight(); y++) {
            for (int x = 0; x < result.getWidth(); x++) {
                result.setRGB(x, y, cubic(source, (x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5));
            }
        }
        return result;
    }

    private static int cubic(BufferedImage source, double x, double y) {
        int left = (int) Math.floor(x) - 1;
        int top = (int) Math.floor(y) - 1;
        var sums = new double[3];
        for (int i = 0; i < 16; i++) {
            double weight = weight(x - (left + i % 4)) * weight(y - (top + i / 4));
            int column = Math.clamp(left + i % 4, 0, source.getWidth() - 1);
            int row = Math.clamp(top + i / 4, 0, source.getHeight() - 1);
            int rgb = source.getRGB(column, row);
            for (int band = 0; band < 3; band++) {
                sums[band] += weight * ((rgb >> (8 * band)) & 0xff);
            }
        }
        int pixel = 0;
        for (int band = 0; band < 3; band++) {
            pixel |= Math.clamp(Math.round(sums[band]), 0, 255) << (8 * band);
        }
        return pixel;
    }

    private static double weight(double distance) {
        double d = Math.abs(distance);
        if (d >= 2) {
            return 0;
        }
        return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : ((-0.5 * d + 2.5) * d - 4) * d + 2;
    }
}
