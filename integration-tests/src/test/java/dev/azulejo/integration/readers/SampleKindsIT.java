package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Azulejo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Grey stays grey, 16 bits stay 16, palettes become colours, and JPEG gets what it can hold.
class SampleKindsIT {
    private static final List<String> SOURCES = List.of(
            "rgb.png",
            "rgba.png",
            "grey.png",
            "grey-alpha.png",
            "rgb-16.png",
            "rgba-16.png",
            "grey-16.png",
            "grey-alpha-16.png",
            "palette.png",
            "palette-four-bits.png",
            "palette-transparent.png",
            "one-bit.png",
            "colour-key.png",
            "rgb.jpg",
            "grey.jpg",
            "progressive.jpg");

    @TempDir
    private static Path folder;

    private static Map<Path, ReadImage> results = Map.of();
    private static String outcomes = "";

    @BeforeAll
    static void enhance() {
        var sources = folder.resolve("sources");
        PythonTools.run("make_kinds.py", Checkout.PHOTOS.resolve("chelsea.png"), sources);
        var azulejo = Azulejo.warm(folder);
        azulejo.enhance(sources, "-o", folder.resolve("png"), "--format=png");
        outcomes = azulejo.enhance(sources, "-o", folder.resolve("jpeg"), "--format=jpeg", "--json");
        azulejo.enhance(sources.resolve("rgb.png"), "-o", folder.resolve("jpeg-80.jpg"), "--quality=80");
        results = ReadImage.allOf(Stream.of(
                        SOURCES.stream().map(SampleKindsIT::png),
                        SOURCES.stream().map(SampleKindsIT::jpeg),
                        Stream.of(folder.resolve("jpeg-80.jpg")))
                .flatMap(files -> files)
                .toList());
    }

    /// Pillow has no mode for colours of 16 bits: it calls them by their bands.
    @ParameterizedTest
    @CsvSource({
        "rgb.png, RGB 8 bits 162x114",
        "rgba.png, RGBA 8 bits 162x114",
        "grey.png, L 8 bits 162x114",
        "grey-alpha.png, LA 8 bits 162x114",
        "rgb-16.png, RGB 16 bits 162x114",
        "rgba-16.png, RGBA 16 bits 162x114",
        "grey-16.png, I;16 16 bits 162x114",
        "grey-alpha-16.png, RGBA 16 bits 162x114",
        "palette.png, RGB 8 bits 162x114",
        "palette-four-bits.png, RGB 8 bits 162x114",
        "palette-transparent.png, RGBA 8 bits 162x114",
        "one-bit.png, L 8 bits 162x114",
        "colour-key.png, RGBA 8 bits 162x114",
        "rgb.jpg, RGB 8 bits 162x114",
        "grey.jpg, L 8 bits 162x114",
        "progressive.jpg, RGB 8 bits 162x114",
    })
    void aPngIsOfTheKindOfItsSource(String source, String kind) {
        assertThat(read(png(source)).kind()).isEqualTo(kind);
        boolean grey = kind.startsWith("L") || kind.startsWith("I") || source.startsWith("grey");
        assertThat(read(jpeg(source)).mode()).isEqualTo(grey ? "L" : "RGB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb-16.png", "rgba-16.png", "grey-16.png", "grey-alpha-16.png"})
    void sixteenBitsAreUsed(String source) {
        var image = read(png(source));
        for (int band = 0; band < image.bands(); band++) {
            assertThat(levels(image, band)).as("band %d", band).isGreaterThan(1000);
        }
    }

    private static long levels(ReadImage image, int band) {
        return IntStream.range(0, image.width() * image.height())
                .map(i -> image.sample(i % image.width(), i / image.width(), band))
                .distinct()
                .count();
    }

    /// Which has what no JPEG has: the one without alpha and 16 bits.
    @ParameterizedTest
    @CsvSource({"rgb.png", "grey.png", "rgb.jpg", "grey.jpg"})
    void aJpegIsCloseToThePng(String source) {
        assertThat(read(jpeg(source)).psnr(read(png(source)))).isGreaterThan(35);
    }

    @Test
    void coloursAreSubsampledBelowTheQualityThatKeepsThem() {
        assertThat(read(jpeg("rgb.png")).subsampling()).isZero();
        var at80 = read(folder.resolve("jpeg-80.jpg"));
        assertThat(at80.subsampling()).isEqualTo(2);
        assertThat(at80.psnr(read(png("rgb.png")))).isGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgba.png", "rgba-16.png", "grey-alpha.png", "palette-transparent.png"})
    void inJpegTransparencyLiesOnWhiteAndTheOutcomeSaysSo(String source) {
        var transparent = read(png(source));
        var onWhite = read(jpeg(source));
        double squares = 0;
        int colours = onWhite.bands();
        double max = (1 << transparent.bits()) - 1;
        for (int y = 0; y < onWhite.height(); y++) {
            for (int x = 0; x < onWhite.width(); x++) {
                double alpha = transparent.sample(x, y, colours) / max;
                for (int band = 0; band < colours; band++) {
                    double expected = 255 * (transparent.sample(x, y, band) / max * alpha + 1 - alpha);
                    squares += Math.pow(expected - onWhite.sample(x, y, band), 2);
                }
            }
        }
        double meanSquare = squares / (onWhite.width() * onWhite.height() * colours);
        assertThat(10 * Math.log10(255 * 255 / meanSquare)).isGreaterThan(33);
        assertThat(outcomes.lines())
                .filteredOn(line -> line.contains("/" + source))
                .singleElement()
                .asString()
                .contains("jpeg has no transparency: the image was put on white");
    }

    private static Path png(String source) {
        return folder.resolve("png").resolve(source.endsWith(".png") ? source : source + ".png");
    }

    private static Path jpeg(String source) {
        return folder.resolve("jpeg").resolve(source.endsWith(".jpg") ? source : source + ".jpg");
    }

    private static ReadImage read(Path file) {
        return Objects.requireNonNull(results.get(file), file.toString());
    }
}
