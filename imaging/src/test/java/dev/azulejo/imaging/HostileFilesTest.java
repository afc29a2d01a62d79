package dev.azulejo.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.hostile.HostileFile;
import dev.azulejo.imaging.hostile.HostileJpegs;
import dev.azulejo.imaging.jpeg.JpegXmp;
import dev.azulejo.imaging.metadata.ResultFacts;
import dev.azulejo.imaging.testkit.PngFile;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.xmp.ResultXmp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class HostileFilesTest {
    private static final ResultFacts FACTS = new ResultFacts(new Size(128, 128), null, false, null);
    private static final VipsDecoder DECODER = new VipsDecoder(TestLibvips.LIBVIPS);

    private static byte[] named(String name) {
        return HostileFile.named(name).bytes();
    }

    private static ProbedImage probe(byte[] file) throws UnreadableImage {
        return DECODER.probe(new ByteArrayInputStream(file), 1);
    }

    private static void decode(byte[] file) throws UnreadableImage {
        try (var rows = DECODER.decode(new ByteArrayInputStream(file), 1)) {
            var image = rows.image();
            byte[] row = new byte[image.stored().width() * image.pixels().bytesPerPixel()];
            for (int y = 0; y < image.stored().height(); y++) {
                rows.next(1, row, 0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        xmp-bag.png  | its XMP data are too many (more than 20,000 elements and attributes) and left out
        xmp-namespaces.png | its XMP data are of too many namespaces (more than 1,000) and left out
        xmp-deep.png | its XMP data are nested more than 100 levels deep and left out
        """)
    void packetsThatCostTooMuchAreLeftOutWithAWarning(String name, String warning) throws UnreadableImage {
        var image = probe(named(name));
        assertThat(image.metadata().xmp()).isNull();
        assertThat(image.warnings()).containsExactly(warning);
    }

    /// The packet is valid XML, but no RDF, which only XMP Core notices.
    @Test
    void aPacketThatCannotBeWrittenAgainIsLeftOutWithAWarning() throws UnreadableImage {
        var twice = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''>"
                + "<rdf:li/></rdf:Description></rdf:RDF>";
        var png = new PngFile(4, 2, 8, 0, false)
                .chunk("iTXt", ("XML:com.adobe.xmp\0\0\0\0\0" + twice).getBytes(StandardCharsets.UTF_8))
                .image(new byte[10])
                .end();
        assertThat(probe(png).warnings()).containsExactly("its XMP data are damaged and left out");
    }

    /// The JDK's parser has a limit of 200.
    @Test
    void aPacketOfManyAttributesIsKept() throws UnreadableImage {
        var image = probe(named("xmp-attributes.png"));
        assertThat(image.warnings()).isEmpty();
        var xmp = Objects.requireNonNull(image.metadata().xmp());
        assertThat(text(ResultXmp.of(xmp.bytes(), FACTS))).contains("a:p0=", "a:p209=");
    }

    @Test
    void ofManySmallPropertiesSoManyMoveThatTheOthersFitAJpeg() throws UnreadableImage {
        var xmp = Objects.requireNonNull(
                probe(named("xmp-properties.png")).metadata().xmp());
        var split = JpegXmp.of(ResultXmp.of(xmp.bytes(), FACTS));
        assertThat(split.standard()).hasSizeLessThanOrEqualTo(JpegXmp.MOST_BYTES);
        var both = text(split.standard()) + text(split.extended().orElseThrow());
        assertThat(Arrays.stream(both.split("<a:p")).count()).isEqualTo(4_001);
        assertThat(text(split.standard())).contains(ResultXmp.ENHANCED);
    }

    /// A segment of a JPEG has at most 65,535 bytes, and these would be in it however much else moves out.
    @ParameterizedTest
    @CsvSource({"rdf:about", "Iptc4xmpExt:DigitalSourceType"})
    void whatHasToStayInTheFirstSegmentCannotFillIt(String attribute) {
        var packet = ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description %s="
                        + "'%s/compositeSynthetic' xmlns:Iptc4xmpExt='%s'/></rdf:RDF>")
                .formatted(attribute, "a".repeat(70_000), ResultXmp.IPTC_EXTENSION);
        var whole = ResultXmp.of(packet.getBytes(StandardCharsets.UTF_8), FACTS);
        assertThat(JpegXmp.of(whole).standard()).hasSizeLessThanOrEqualTo(JpegXmp.MOST_BYTES);
    }

    private static String text(byte[] packet) {
        return new String(packet, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"scans.jpg", "small-scans.jpg"})
    void aJpegOfMoreThanAHundredScansIsRefused(String name) {
        assertThatThrownBy(() -> decode(named(name)))
                .isInstanceOf(UnreadableImage.class)
                .hasMessage("is a JPEG of more than 100 scans, each of which takes as long as the whole image;"
                        + " save it as baseline JPEG (jpegtran -copy all a.jpg)");
    }

    @Test
    void aJpegOfMoreMetadataThanAnyLimitAllowsIsRefused() {
        assertThatThrownBy(() -> probe(named("segments.jpg")))
                .isInstanceOf(UnreadableImage.class)
                .hasMessage("is a JPEG with more than 64 MiB of metadata; take them out (jpegtran -copy none a.jpg)");
    }

    @Test
    void aJpegOfAHundredScansIsRead() throws UnreadableImage {
        decode(HostileJpegs.progressive(64, 99));
    }

    @Test
    void aCopyThatWouldFillTheDiskIsRefusedAndGone() throws IOException {
        var looks = new AtomicInteger();
        var kept = new Path[1];
        var file = new ByteArrayInputStream(new byte[40 << 20]);
        assertThatThrownBy(() -> SpooledFile.of(file, path -> {
                    kept[0] = path;
                    return looks.incrementAndGet() < 3 ? 1L << 30 : 1L << 20;
                }))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("has no room after 16,7")
                .hasMessageContaining("free some space there, or save it as PNG or JPEG");
        assertThat(Files.exists(kept[0])).isFalse();
        assertThat(file.available()).isPositive();
    }
}
