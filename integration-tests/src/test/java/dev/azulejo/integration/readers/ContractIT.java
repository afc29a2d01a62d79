package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.integration.command.Azulejo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The contract on colour and metadata (`docs/colour-and-metadata.md`), as Pillow, tifffile and ExifTool see
/// it.
@Tag("slow")
class ContractIT {
    private static final String ENHANCED = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced";
    private static final Set<String> WITH_IPTC = Set.of("jpg", "tif");

    @TempDir
    private static Path folder;

    private static Contract contract;

    @BeforeAll
    static void enhance() {
        contract = Contract.in(folder);
    }

    static Stream<String> endings() {
        return Contract.ENDINGS.stream();
    }

    /// Formats whose source here has EXIF with everything a camera writes; that of the TIFF is tested by its
    /// own.
    static Stream<String> endingsWithExif() {
        return endings().filter(ending -> !ending.equals("tif"));
    }

    private static Map<String, String> full(String run, String ending) {
        return contract.tags(run, "full." + ending);
    }

    @Test
    void everyResultSaysThatItWasEnhanced() {
        assertThat(contract.results()).hasSizeGreaterThan(35);
        for (var result : contract.results()) {
            assertThat(contract.tags(result))
                    .as(result.toString())
                    .containsEntry("XMP-iptcExt:DigitalSourceType", ENHANCED);
        }
    }

    @ParameterizedTest
    @MethodSource("endingsWithExif")
    void exifIsKeptAndRight(String ending) {
        var tags = full("keep", ending);
        assertPhotograph(tags);
        assertThat(tags).containsEntry("GPS:GPSLatitudeRef", "N");
        assertThat(Double.parseDouble(tags.getOrDefault("GPS:GPSLatitude", "0")))
                .isCloseTo(48.858, within(0.01));
    }

    /// The place of a maker's note is that in the source, where others in it count from.
    @Test
    void exifBecomesDirectoriesOfATiff() throws IOException {
        var tags = contract.tags("tiff", "full.jpg.tif");
        assertPhotograph(tags);
        assertThat(tags).containsEntry("GPS:GPSLatitudeRef", "N").containsEntry("IPTC:Keywords", "water");
        var note = "a maker's note that lies at 500 ";
        var file = new String(
                Files.readAllBytes(contract.result("tiff", "full.jpg.tif")),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(file.indexOf(note)).isEqualTo(500);
    }

    private static void assertPhotograph(Map<String, String> tags) {
        assertThat(tags)
                .containsEntry("IFD0:Make", "Camera")
                .containsEntry("ExifIFD:DateTimeOriginal", "2024:05:06 07:08:09")
                .containsEntry("ExifIFD:ExposureTime", "0.008")
                .containsEntry("ExifIFD:ExifImageWidth", "48")
                .containsEntry("ExifIFD:ExifImageHeight", "80")
                .containsEntry("IFD0:XResolution", "300")
                .containsEntry("ExifIFD:MakerNoteUnknownText", "a maker's note that lies at 500 ");
        assertUpright(tags);
    }

    private static void assertUpright(Map<String, String> tags) {
        assertThat(tags.getOrDefault("IFD0:Orientation", "1")).isEqualTo("1");
        assertThat(tags.getOrDefault("XMP-tiff:Orientation", "1")).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("endings")
    void xmpIsKeptAndRight(String ending) {
        var tags = full("keep", ending);
        assertThat(tags)
                .containsEntry("XMP-photoshop:Headline", "A bridge")
                .containsEntry("XMP-photoshop:City", "Paris")
                .containsEntry("XMP-exif:ExifImageWidth", "48")
                .containsEntry("XMP-exif:ExifImageHeight", "80")
                .containsEntry("XMP-tiff:Orientation", "1")
                .containsKey("XMP-exif:GPSLatitude");
    }

    @ParameterizedTest
    @MethodSource("endings")
    void thumbnailsAndGainMapsAreNot(String ending) {
        for (var run : List.of("keep", "strip-gps", "strip")) {
            assertThat(full(run, ending).keySet())
                    .noneMatch(tag -> tag.contains("Thumbnail") || tag.startsWith("IFD1") || tag.contains("hdrgm"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "tif"})
    void iptcIsKept(String ending) {
        assertThat(full("keep", ending))
                .containsEntry("IPTC:Caption-Abstract", "A bridge")
                .containsEntry("IPTC:City", "Paris")
                .containsEntry("IPTC:Keywords", "water");
    }

    @Test
    void iptcThatHasNoPlaceIsWarnedOf() {
        assertThat(contract.tags("avif", "full.jpg.avif").keySet()).noneMatch(tag -> tag.startsWith("IPTC"));
        assertThat(contract.outcome("full.jpg")).contains("avif has no place for IPTC records");
    }

    @ParameterizedTest
    @MethodSource("endings")
    void withoutThePlaceNothingElseIsMissing(String ending) {
        var tags = full("strip-gps", ending);
        assertThat(tags.keySet()).noneMatch(tag -> tag.contains("GPS"));
        assertThat(tags.values()).noneMatch(value -> value.contains("Paris"));
        assertThat(tags).containsEntry("XMP-photoshop:Headline", "A bridge").containsEntry("IFD0:Make", "Camera");
        if (WITH_IPTC.contains(ending)) {
            assertThat(tags).containsEntry("IPTC:Keywords", "water");
        }
        if (!ending.equals("tif")) {
            assertPhotograph(tags);
        }
    }

    @ParameterizedTest
    @MethodSource("endings")
    void strippedOnlyColoursDensityAndTheStatementAreLeft(String ending) throws IOException {
        var tags = full("strip", ending);
        assertThat(tags.keySet())
                .noneMatch(tag -> tag.startsWith("ExifIFD") || tag.startsWith("GPS") || tag.startsWith("IPTC"));
        assertThat(tags.keySet().stream().filter(tag -> tag.startsWith("XMP")))
                .containsExactlyInAnyOrder("XMP-x:XMPToolkit", "XMP-iptcExt:DigitalSourceType");
        assertThat(tags).doesNotContainKey("IFD0:Make");
        assertThat(contract.image("strip", "full." + ending).profile()).isEqualTo(p3());
        assertDensity("strip", ending);
    }

    @ParameterizedTest
    @MethodSource("endings")
    void theProfileIsKeptByteForByte(String ending) throws IOException {
        for (var run : List.of("keep", "strip-gps")) {
            assertThat(contract.image(run, "full." + ending).profile()).isEqualTo(p3());
        }
    }

    private static byte[] p3() throws IOException {
        return Files.readAllBytes(folder.resolve("p3.icc"));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void theDensityIsKept(String ending) {
        assertDensity("keep", ending);
    }

    /// WebP and AVIF have no field but EXIF's.
    private static void assertDensity(String run, String ending) {
        var dpi = contract.image(run, "full." + ending).dpi();
        if (dpi.isEmpty()) {
            assertThat(full(run, ending))
                    .containsEntry("IFD0:XResolution", "300")
                    .containsEntry("IFD0:ResolutionUnit", "2");
        } else {
            assertThat(dpi).allSatisfy(value -> assertThat(value).isCloseTo(300, within(0.01)));
        }
    }

    @ParameterizedTest
    @MethodSource("endings")
    void theResultIsUpright(String ending) {
        assertThat(contract.image("keep", "full." + ending).kind()).isEqualTo("RGB 8 bits 48x80");
    }

    @ParameterizedTest
    @CsvSource({
        "keep, deep.png, RGBA 16 bits 80x48",
        "keep, deep.tif, RGB 16 bits 80x48", // photometric of four bands, alpha among them
        "keep, grey.png, L 8 bits 80x48",
        "keep, palette.png, RGB 8 bits 80x48",
        "keep, palette-clear.png, RGBA 8 bits 80x48",
        "keep, press-none.jpg, RGB 8 bits 80x48",
        "keep, press.jpg, RGB 8 bits 80x48",
        "keep, press.tif, RGB 8 bits 80x48",
        "keep, premultiplied.tif, RGBA 8 bits 80x48",
        "keep, pages.tif, RGB 8 bits 80x48",
        "p3, deep.png, RGBA 16 bits 80x48",
        "p3, deep.tif, RGB 16 bits 80x48",
        "srgb, grey.png, RGB 8 bits 80x48",
        "grey, plain.png, L 8 bits 80x48",
        "grey, full.webp, RGB 8 bits 48x80",
        "press, full.png.tif, CMYK 8 bits 48x80",
        "press, disc.png.tif, CMYK 8 bits 80x48",
        "press-jpeg, full.png.jpg, CMYK 8 bits 48x80",
    })
    void kinds(String run, String name, String kind) {
        assertThat(contract.image(run, name).kind()).isEqualTo(kind);
    }

    /// Pillow converts by LittleCMS, as libvips does, but in other steps.
    @ParameterizedTest
    @CsvSource({
        "plain.png, sRGB, p3, p3, plain.png, 0.6",
        "full.png, p3, srgb, srgb, full.png, 0.6",
        "plain.png, sRGB, grey, grey, plain.png, 0.6",
        "full.png, p3, cmyk, press, full.png.tif, 2",
    })
    void coloursAreThoseOfAnotherProgram(String kept, String from, String to, String run, String converted, double most)
            throws IOException {
        var target = to.equals("cmyk") ? folder.resolve("cmyk.icc") : embedded(run, converted);
        var source = from.equals("sRGB") ? from : folder.resolve("p3.icc").toString();
        var gaps = PythonTools.run(
                        "compare_colours.py",
                        contract.result("keep", kept),
                        source,
                        target,
                        contract.result(run, converted))
                .split(" ", -1);
        assertThat(Double.parseDouble(gaps[0])).isLessThan(most);
    }

    private static Path embedded(String run, String name) throws IOException {
        return Files.write(
                folder.resolve(run + "-embedded.icc"), contract.image(run, name).profile());
    }

    @Test
    void pressColoursSurviveTheSeamsOfAJpeg() throws IOException {
        var gaps = PythonTools.run(
                        "compare_colours.py",
                        contract.result("keep", "full.png"),
                        folder.resolve("p3.icc"),
                        folder.resolve("cmyk.icc"),
                        contract.result("press-jpeg", "full.png.jpg"))
                .split(" ", -1);
        assertThat(Double.parseDouble(gaps[0])).isLessThan(4); // what JPEG loses at quality 92
        assertThat(contract.image("press-jpeg", "full.png.jpg").profile())
                .isEqualTo(Files.readAllBytes(folder.resolve("cmyk.icc")));
        var density = contract.tags("press-jpeg", "full.png.jpg").getOrDefault("Photoshop:XResolution", "0");
        assertThat(Double.parseDouble(density)).isCloseTo(300, within(0.01)); // JFIF is not for four colours
    }

    @Test
    void pressColoursThatTheFormatCannotHoldAreRefused() {
        var press = "--colour=" + folder.resolve("cmyk.icc");
        var said = Azulejo.warm(folder)
                .refused(contract.source("plain.png"), press, "--format=png", "-o", folder.resolve("refused.png"));
        assertThat(said).contains("cmyk.icc", "--format tiff or jpeg");
        assertThat(folder.resolve("refused.png")).doesNotExist();
    }

    @Test
    void convertedColoursAreNamedInExif() {
        assertThat(full("srgb", "png")).containsEntry("ExifIFD:ColorSpace", "1");
        assertThat(full("grey", "webp")).containsEntry("ExifIFD:ColorSpace", "65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep/disc.png", "keep/premultiplied.tif", "p3/disc.png"})
    void edgesOfTransparencyAreNotDark(String name) {
        var image = contract.image(name.substring(0, name.indexOf('/')), name.substring(name.indexOf('/') + 1));
        var edge = IntStream.range(0, image.width() * image.height())
                .filter(i -> image.sample(i % image.width(), i / image.width(), 3) > 60)
                .map(i -> image.sample(i % image.width(), i / image.width(), 0))
                .summaryStatistics();
        assertThat(edge.getCount()).isGreaterThan(100);
        assertThat(edge.getMin()).isGreaterThan(215); // the disc has 250
    }

    @Test
    void withoutTransparencyTheImageLiesOnWhiteInEncodedValues() {
        var flat = contract.image("jpeg", "disc.png.jpg");
        var clear = contract.image("keep", "disc.png");
        double sum = 0;
        for (int i = 0; i < flat.width() * flat.height(); i++) {
            int x = i % flat.width();
            int y = i / flat.width();
            double alpha = clear.sample(x, y, 3) / 255.0;
            sum += Math.abs(clear.sample(x, y, 1) * alpha + 255 * (1 - alpha) - flat.sample(x, y, 1));
        }
        assertThat(sum / (flat.width() * flat.height())).isLessThan(2.5); // in linear light edges would be far lighter
        assertThat(contract.outcome("disc.png"))
                .contains(
                        "jpeg has no transparency: the image was put on white",
                        "CMYK is for print and has no transparency: the image was put on white");
    }

    @Test
    void lostBitsAreNamed() {
        assertThat(contract.outcome("deep.png"))
                .contains("jpeg has 8 bits a sample: the image had 16", "avif has 12 bits a sample: the image had 16");
        assertThat(contract.tags("avif", "deep.png.avif").get("QuickTime:ImagePixelDepth"))
                .contains("12 12 12");
    }

    @Test
    void coloursOfPrintBecomeTheScreens() throws IOException {
        for (var name : List.of("press.jpg", "press.tif", "press-none.jpg")) {
            var image = contract.image("keep", name);
            var plain = contract.image("keep", "plain.png");
            assertThat(meanGap(image, plain)).as(name).isLessThan(name.contains("none") ? 60 : 6);
            assertThat(contract.outcome(name)).containsIgnoringCase("CMYK");
        }
    }

    private static double meanGap(ReadImage one, ReadImage other) {
        return IntStream.range(0, one.width() * one.height() * 3)
                .map(i -> Math.abs(one.sample(i / 3 % one.width(), i / 3 / one.width(), i % 3)
                        - other.sample(i / 3 % one.width(), i / 3 / one.width(), i % 3)))
                .average()
                .orElseThrow();
    }

    @Test
    void ofSeveralPagesTheFirstIsTakenAndTheOutcomeSaysSo() {
        for (var name : List.of("pages.tif", "frames.gif.png")) {
            assertThat(meanGap(contract.image("keep", name), contract.image("keep", "plain.png")))
                    .as(name)
                    .isLessThan(12);
        }
        assertThat(contract.outcome("pages.tif")).contains("2 pages");
        assertThat(contract.outcome("frames.gif")).contains("2");
    }

    /// ExifTool's own judgement: no file has an error, whatever it thinks of the cameras' habits.
    @Test
    void exifToolFindsNoErrors() {
        for (var result : contract.results()) {
            assertThat(contract.tags(result)).as(result.toString()).doesNotContainKey("ExifTool:Error");
        }
    }
}
