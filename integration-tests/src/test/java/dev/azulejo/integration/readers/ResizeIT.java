package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Azulejo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A result has the size that was asked for, to the pixel, and its pixels are those that Pillow computes.
@Tag("slow")
class ResizeIT {
    private static final int WIDTH = 90;
    private static final int HEIGHT = 70;

    /// Rounding, and what 32 bits of a float lose in a sum.
    private static final double ROUNDED = 0.51;

    private static final double ROUNDED_16 = 3;

    @TempDir
    private static Path folder;

    private static Azulejo azulejo;

    @BeforeAll
    static void make() {
        PythonTools.run("resize.py", "make", Checkout.PHOTOS.resolve("chelsea.png"), folder.resolve("sources"));
        azulejo = Azulejo.warm(folder);
    }

    private static Path resize(String source, String name, String... options) {
        var result = folder.resolve(name);
        var arguments = new ArrayList<Object>(List.of(folder.resolve("sources").resolve(source), "-o", result));
        arguments.addAll(Arrays.asList(options));
        azulejo.enhance(arguments.toArray());
        return result;
    }

    private static double difference(String source, Path result) {
        return PythonTools.run("resize.py", "judge", folder.resolve("sources").resolve(source), result)
                .lines()
                .mapToDouble(Double::parseDouble)
                .max()
                .orElseThrow();
    }

    /// In pieces as small as can be, so that each border between tiles, shards and strips is there many times.
    @ParameterizedTest
    @CsvSource({
        "rgb.png, --width=37, 37, 29",
        "rgb.png, --percent=250, 225, 175",
        "rgb.png, --width=1, 1, 1",
        "rgba.png, --width=61, 61, 47",
        "rgba.png, --percent=180, 162, 126",
        "rgb-16.png, --height=31, 40, 31",
        "grey.png, --at-least=200, 200, 156",
        "rgb.jpg, --width=45, 45, 35",
    })
    void pixelsAreThoseOfPillow(String source, String size, int width, int height) {
        var result = resize(
                source,
                "pillow-%s%s.png".formatted(source, size),
                "--recipe=resize",
                size,
                "--tile=24",
                "--shard-tiles=2",
                "--strip-rows=7");
        var read = ReadImage.of(result);
        assertThat(read.width()).isEqualTo(width);
        assertThat(read.height()).isEqualTo(height);
        if (!source.endsWith(".jpg")) { // where decoders may differ
            assertThat(difference(source, result)).isLessThan(source.contains("16") ? ROUNDED_16 : ROUNDED);
        }
    }

    @Test
    void withoutANameTheResultSaysItsSize() {
        azulejo.enhance(folder.resolve("sources/grey.png"), "--recipe=resize", "--width=20");
        assertThat(folder.resolve("sources/grey-resize-20w.png")).exists();
    }

    @Test
    void howItIsCutIsNotSeen() throws IOException {
        var coarse = resize("rgba.png", "coarse.png", "--recipe=resize", "--percent=170");
        var fine = resize("rgba.png", "fine.png", "--recipe=resize", "--percent=170", "--tile=16", "--shard-tiles=1");
        assertThat(fine).hasSameBinaryContentAs(coarse);
    }

    @ParameterizedTest
    @CsvSource({
        "--fit=inside, 50, 39, 0",
        "--fit=contain, 50, 50, 255",
        "--fit=cover, 50, 50, 0",
        "--fit=fill, 50, 50, 0",
    })
    void aBoxIsFilledAsAsked(String fit, int width, int height, int white) {
        var read = ReadImage.of(resize("rgb.png", fit + ".png", "--recipe=resize", "--width=50", "--height=50", fit));
        assertThat(read.width()).isEqualTo(width);
        assertThat(read.height()).isEqualTo(height);
        int corner = Math.min(Math.min(read.samples()[0] & 0xff, read.samples()[1] & 0xff), read.samples()[2] & 0xff);
        assertThat(corner == 255).isEqualTo(white == 255);
    }

    @Test
    void aCanvasIsOfItsColourAroundTheImage() {
        var read = ReadImage.of(resize(
                "rgb.png", "canvas.png", "--recipe=resize", "--width=45", "--canvas=60x51", "--background=#102030"));
        assertThat(read.width()).isEqualTo(60);
        assertThat(read.height()).isEqualTo(51);
        assertThat(pixel(read, 0, 0)).containsExactly(0x10, 0x20, 0x30);
        assertThat(pixel(read, 59, 50)).containsExactly(0x10, 0x20, 0x30);
        assertThat(pixel(read, 6, 25)).containsExactly(0x10, 0x20, 0x30);
        assertThat(pixel(read, 8, 25)).isNotEqualTo(new int[] {0x10, 0x20, 0x30});
    }

    private static int[] pixel(ReadImage read, int x, int y) {
        var pixel = new int[3];
        for (int band = 0; band < 3; band++) {
            pixel[band] = read.samples()[3 * (y * read.width() + x) + band] & 0xff;
        }
        return pixel;
    }

    /// The models' whole scale first, the rest by Lanczos.
    @Test
    void paperHasItsPixelsAndItsDensityAndTheSourceMayBeTooSmallForIt() {
        var outcome = azulejo.enhance(
                folder.resolve("sources/rgb.jpg"),
                "-o",
                folder.resolve("a7.jpg"),
                "--print=74x105mm",
                "--dpi=150",
                "--json");
        var read = ReadImage.of(folder.resolve("a7.jpg"));
        assertThat(read.width()).isEqualTo(620);
        assertThat(read.height()).isEqualTo(437);
        assertThat(read.dpi()).allSatisfy(dpi -> assertThat(dpi).isCloseTo(150, Offset.offset(0.5)));
        assertThat(outcome).contains("24 pixels an inch");
    }

    @Test
    void noMoreIsEnlargedThanIsNeeded() {
        var large = resize("rgb.png", "large.png", "--at-least=90");
        assertThat(ReadImage.of(large).width()).isEqualTo(WIDTH);
        assertThat(ReadImage.of(large).height()).isEqualTo(HEIGHT);
        var twice = azulejo.enhance(
                folder.resolve("sources/rgb.png"), "-o", folder.resolve("twice.png"), "--at-least=120", "--json");
        assertThat(twice).contains("span-x2").doesNotContain("span-x4");
        var more = azulejo.enhance(
                folder.resolve("sources/rgb.png"), "-o", folder.resolve("more.png"), "--at-least=190", "--json");
        assertThat(more).contains("span-x4");
    }

    @ParameterizedTest
    @CsvSource({"jpeg, 3000", "webp, 3000", "avif, 4000"})
    void aFileHasNoMoreBytesThanAsked(String format, int bytes) throws IOException {
        var file = "small." + format;
        var small =
                resize("rgb.png", file, "--recipe=resize", "--width=180", "--format=" + format, "--max-bytes=" + bytes);
        assertThat(Files.size(small)).isBetween(bytes * 7L / 10, (long) bytes);
        var whole = resize("rgb.png", "whole." + format, "--recipe=resize", "--width=180", "--format=" + format);
        assertThat(Files.size(whole)).isGreaterThan(bytes);
    }
}
