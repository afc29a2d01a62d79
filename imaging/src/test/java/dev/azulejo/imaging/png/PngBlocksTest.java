package dev.azulejo.imaging.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.ProbeTest;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.testkit.PngFile;
import dev.azulejo.imaging.testkit.TestLibvips;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests metadata of a PNG: kept, or left out with a warning, and never at the cost of memory.
@Tag("slow")
class PngBlocksTest {
    private static final VipsDecoder DECODER = new VipsDecoder(TestLibvips.LIBVIPS);
    private static final byte[] EXIF = ProbeTest.exif(Orientation.NORMAL);

    private static PngFile png() {
        return new PngFile(4, 2, 8, 0, false);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static byte[] deflatedText(String keyword, byte[] text) {
        return join(latin(keyword + "\0\0"), PngFile.deflated(text));
    }

    private static byte[] end(PngFile file) {
        return file.image(new byte[10]).end();
    }

    /// The header once all rows are read.
    private static ProbedImage readToTheEnd(byte[] file) throws UnreadableImage {
        try (var rows = DECODER.decode(new ByteArrayInputStream(file), 1)) {
            var block = PixelBlock.blank(rows.image().stored(), rows.image().pixels());
            rows.next(block.height(), block.samples(), 0);
            return rows.image();
        }
    }

    private static String xmp(ProbedImage image) {
        return Optional.ofNullable(image.metadata().xmp())
                .map(packet -> new String(packet.bytes(), StandardCharsets.UTF_8))
                .orElse("");
    }

    @Test
    void libpngSeesTheChunksOfPixelsAlone() throws IOException {
        var file = png();
        for (int i = 0; i < 300; i++) {
            file.chunk("zTXt", deflatedText("Comment", new byte[1 << 20]));
        }
        file.chunk("iCCP", latin("any")).chunk("gAMA", new byte[4]).chunk("eXIf", EXIF);
        file.chunk("tRNS", new byte[2]);
        byte[] needed = end(png().chunk("tRNS", new byte[2]));
        assertThat(new PngStream(new ByteArrayInputStream(end(file))).readAllBytes())
                .isEqualTo(needed);
    }

    @Test
    void textsInflateToALimitTogether() throws UnreadableImage {
        var file = png();
        var digits = "\nx\n%8d\n%s".formatted(6 << 20, "00".repeat(6 << 20));
        for (var name : List.of("exif", "exif", "xmp", "iptc", "APP1", "8bim")) { // the second one does not count
            file.chunk("zTXt", deflatedText("Raw profile type " + name, latin(digits)));
        }
        var image = readToTheEnd(end(file));
        assertThat(image.metadata().length()).isLessThan(PngBlocks.MOST_BYTES);
        assertThat(image.warnings()).anyMatch(warning -> warning.contains("more than 16 MiB of texts"));
        var longWords = readToTheEnd(end(png().chunk("zTXt", deflatedText("Comment", new byte[2 << 20]))));
        assertThat(longWords.warnings()).singleElement().asString().contains("Comment");
    }

    @Test
    void aChunkThatClaimsGigabytesIsPassedOver() {
        var claim = ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).put(latin("zTXt"));
        byte[] file = join(png().bytes(), claim.array(), new byte[1000]);
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> readToTheEnd(file))
                .withMessageContaining("cut off in its header");
    }

    @Test
    void wordsBecomeXmpAndOthersAreNamed() throws UnreadableImage {
        var image = readToTheEnd(end(png().chunk("tEXt", latin("Copyright\0© Ann"))
                .chunk("zTXt", deflatedText("Author", latin("Ann & Bob")))
                .chunk("iTXt", join(latin("Title\0\0\0de\0Titel\0"), "Über".getBytes(StandardCharsets.UTF_8)))
                .chunk("tEXt", latin("Creation Time\0Tue, 3 Jun 2008 11:05:30 GMT"))
                .chunk("tEXt", latin("date:create\0now"))
                .chunk("tEXt", latin("parameters\0a cat"))));
        assertThat(xmp(image))
                .contains("© Ann", "Ann &amp; Bob", "Über", "dc:rights", "dc:creator", "2008-06-03T11:05:30Z");
        assertThat(image.warnings())
                .containsExactly("has texts without a place in the result, which are left out: parameters");
    }

    @Test
    void whatXmpSaysAlreadyStays() throws UnreadableImage {
        var packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
                + " xmlns:dc='http://purl.org/dc/elements/1.1/' rdf:about=''><dc:rights><rdf:Alt>"
                + "<rdf:li xml:lang='x-default'>Ann</rdf:li></rdf:Alt></dc:rights>"
                + "</rdf:Description></rdf:RDF></x:xmpmeta>";
        for (var rights : List.of("Ann", "Bob")) {
            var image = readToTheEnd(end(png().chunk("iTXt", latin("XML:com.adobe.xmp\0\0\0\0\0" + packet))
                    .chunk("tEXt", latin("Copyright\0" + rights))));
            assertThat(xmp(image)).contains("Ann").doesNotContain("Bob");
            assertThat(image.warnings()).hasSize(rights.equals("Ann") ? 0 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exif", "APP1"})
    void exifInATextIsRead(String name) throws UnreadableImage {
        byte[] block = join(latin("Exif\0\0"), EXIF);
        var digits = HexFormat.of().formatHex(block).replaceAll("(.{72})", "$1\n");
        var text = latin("\n%s\n%8d\n%s\n".formatted(name, block.length, digits));
        var keyword = "Raw profile type " + name;
        for (var file : List.of(
                png().chunk("zTXt", deflatedText(keyword, text)),
                png().chunk("tEXt", join(latin(keyword + "\0"), text)),
                png().chunk("iTXt", join(latin(keyword + "\0\1\0\0\0"), PngFile.deflated(text))))) {
            var image = readToTheEnd(end(file));
            assertThat(image.metadata().exif()).isEqualTo(new Blob(EXIF));
            assertThat(image.warnings()).isEmpty();
        }
    }

    @Test
    void exifBehindThePixelsIsKept() throws UnreadableImage {
        var image = readToTheEnd(png().image(new byte[10])
                .chunk("eXIf", EXIF)
                .chunk("tEXt", latin("Author\0Ann"))
                .end());
        assertThat(image.metadata().exif()).isEqualTo(new Blob(EXIF));
        assertThat(xmp(image)).contains("Ann");
        assertThat(image.warnings()).isEmpty();
        var turned = png().image(new byte[10]).chunk("eXIf", ProbeTest.exif(Orientation.TURNED_90));
        assertThat(readToTheEnd(turned.end()).orientation()).isEqualTo(Orientation.NORMAL);
        assertThat(readToTheEnd(turned.end()).warnings()).anyMatch(warning -> warning.contains("is turned"));
    }

    @Test
    void damagedChunksAreNamed() throws UnreadableImage {
        var image = readToTheEnd(end(png().chunk("eXIf", EXIF, 1)
                .chunk("zTXt", join(latin("Title\0\0"), new byte[] {1, 2, 3}))
                .chunk("tEXt", latin("no end of a keyword"))));
        assertThat(image.metadata().exif()).isNull();
        assertThat(image.warnings()).containsExactly("has damaged metadata, which are left out (eXIf, zTXt, tEXt)");
    }

    @Test
    void aFileThatLacksItsEndAloneIsRead() throws UnreadableImage {
        byte[] file = end(png());
        for (int missing = 1; missing <= 12; missing++) {
            assertThat(readToTheEnd(Arrays.copyOf(file, file.length - missing)).warnings())
                    .containsExactly(PngStream.LACKS_END);
        }
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> readToTheEnd(Arrays.copyOf(file, file.length - 13)))
                .withMessageContaining("is cut off");
    }

    @Test
    void saysThatOneFrameOfAnAnimationIsTaken() throws UnreadableImage {
        assertThat(readToTheEnd(end(png().chunk("acTL", new byte[8]))).warnings())
                .containsExactly("is an animation, of which the still image was taken");
    }
}
