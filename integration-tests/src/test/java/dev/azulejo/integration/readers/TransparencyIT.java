package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Azulejo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A bright object on transparent black, laid on backgrounds after it was enlarged: its edge has no trace of the black.
class TransparencyIT {
    private static final List<String> NAMES = List.of(
            "object",
            "object-grey",
            "object-colour",
            "object-alpha",
            "object-on-white",
            "object-on-grey",
            "object-on-black",
            "photo",
            "opaque",
            "opaque-colour");
    private static final int ALPHA = 3;

    /// Levels that a pixel may be darker than both object and background.
    private static final double FRINGE = 2;

    @TempDir
    private static Path folder;

    private static final Map<String, ReadImage> sources = new HashMap<>();
    private static final Map<String, ReadImage> results = new HashMap<>();

    @BeforeAll
    static void enhance() {
        PythonTools.run("make_transparent.py", Checkout.PHOTOS.resolve("chelsea.png"), folder.resolve("sources"));
        var azulejo = Azulejo.warm(folder);
        azulejo.enhance(folder.resolve("sources"), "-o", folder.resolve("results"));
        azulejo.enhance(source("photo"), source("opaque-colour"), "-o", folder.resolve("tiled"), "--tile=72");
        read("sources", sources);
        read("results", results);
    }

    private static void read(String kind, Map<String, ReadImage> images) {
        var files = NAMES.stream()
                .map(name -> folder.resolve(kind).resolve(name + ".png"))
                .toList();
        var byFile = ReadImage.allOf(files);
        for (int i = 0; i < files.size(); i++) {
            images.put(NAMES.get(i), byFile.get(files.get(i)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "object-grey", "photo"})
    void whatIsOpaqueOrTransparentStaysExactlyThat(String name) {
        var source = image(sources, name);
        var result = image(results, name);
        assertThat(result.mode()).isEqualTo(source.mode());
        int band = source.bands() - 1;
        int[] found = {0, 0};
        for (int y = 1; y < source.height() - 1; y++) {
            for (int x = 1; x < source.width() - 1; x++) {
                int flat = flat(source, band, x, y);
                if (flat >= 0) {
                    found[flat / 255]++;
                    for (int i = 0; i < 4; i++) {
                        assertThat(result.sample(2 * x + i % 2, 2 * y + i / 2, band))
                                .isEqualTo(flat);
                    }
                }
            }
        }
        assertThat(found[0]).isPositive();
        assertThat(found[1]).isPositive();
    }

    /// 0 or 255 where that is the alpha of a pixel and its neighbours, else -1.
    private static int flat(ReadImage image, int band, int x, int y) {
        int alpha = image.sample(x, y, band);
        for (int i = 0; i < 9; i++) {
            if (image.sample(x - 1 + i % 3, y - 1 + i / 3, band) != alpha) {
                return -1;
            }
        }
        return alpha == 0 || alpha == 255 ? alpha : -1;
    }

    @ParameterizedTest
    @CsvSource({"white, 255", "grey, 128", "black, 0"})
    void noEdgeIsDarkerThanTheObjectAndWhatIsBehind(String name, int background) {
        double fringe = fringe(image(results, "object"), image(results, "object"), background);
        System.out.printf("on %s: at most %.1f levels darker than object and background%n", name, fringe);
        assertThat(fringe).isLessThan(FRINGE);
    }

    /// So that the test above can fail: without what is done for transparent pixels there is a fringe.
    @Test
    void theBlackUnderneathWouldShow() {
        double fringe = fringe(image(results, "object-colour"), image(results, "object"), 255);
        System.out.printf("on white, if black were not replaced: %.1f levels%n", fringe);
        assertThat(fringe).isGreaterThan(20 * FRINGE);
    }

    private static double fringe(ReadImage colour, ReadImage alpha, int background) {
        double darkest = 0;
        int[] object = {240, 205, 90};
        for (int y = 0; y < colour.height(); y++) {
            for (int x = 0; x < colour.width(); x++) {
                double share = alpha.sample(x, y, ALPHA) / 255.0;
                for (int band = 0; band < 3; band++) {
                    double seen = colour.sample(x, y, band) * share + background * (1 - share);
                    darkest = Math.max(darkest, Math.min(object[band], background) - seen);
                }
            }
        }
        return darkest;
    }

    /// The model sharpens the edge of one that is laid on a background before; alpha is interpolated.
    @ParameterizedTest
    @CsvSource({"white, 255, 25", "grey, 128, 25", "black, 0, 25"})
    void itLooksLikeAnObjectThatWasLaidOnItsBackgroundBefore(String name, int background, double minPsnr) {
        var object = image(results, "object");
        var before = image(results, "object-on-" + name);
        double squares = 0;
        for (int y = 0; y < object.height(); y++) {
            for (int x = 0; x < object.width(); x++) {
                double share = object.sample(x, y, ALPHA) / 255.0;
                for (int band = 0; band < 3; band++) {
                    double seen = object.sample(x, y, band) * share + background * (1 - share);
                    squares += Math.pow(seen - before.sample(x, y, band), 2);
                }
            }
        }
        double psnr = 10 * Math.log10(255 * 255 * 3.0 * object.width() * object.height() / squares);
        System.out.printf("on %s: PSNR %.1f dB against one that was laid there before%n", name, psnr);
        assertThat(psnr).isGreaterThan(minPsnr);
    }

    @Test
    void anOpaqueImageHasTheColoursOfOneWithoutAlpha() {
        var opaque = image(results, "opaque");
        var colour = image(results, "opaque-colour");
        for (int y = 0; y < colour.height(); y++) {
            for (int x = 0; x < colour.width(); x++) {
                for (int band = 0; band < 3; band++) {
                    assertThat(opaque.sample(x, y, band)).isEqualTo(colour.sample(x, y, band));
                }
                assertThat(opaque.sample(x, y, ALPHA)).isEqualTo(255);
            }
        }
    }

    /// Tiles of 72 pixels against one for the whole image.
    @ParameterizedTest
    @ValueSource(strings = {"photo.png", "opaque-colour.png"})
    void noSeamShows(String name) throws IOException {
        assertThat(Files.mismatch(
                        folder.resolve("results").resolve(name),
                        folder.resolve("tiled").resolve(name)))
                .isEqualTo(-1);
    }

    private static Path source(String name) {
        return folder.resolve("sources").resolve(name + ".png");
    }

    private static ReadImage image(Map<String, ReadImage> images, String name) {
        return Objects.requireNonNull(images.get(name), name);
    }
}
