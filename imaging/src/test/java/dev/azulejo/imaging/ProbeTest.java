package dev.azulejo.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.testkit.JpegFile;
import dev.azulejo.imaging.testkit.PngFile;
import dev.azulejo.imaging.testkit.Rasters;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public class ProbeTest {
    private static final VipsDecoder DECODER = new VipsDecoder(TestLibvips.LIBVIPS);
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;

    private static ProbedImage probe(byte[] file) throws UnreadableImage {
        return DECODER.probe(new ByteArrayInputStream(file), 1);
    }

    private static byte[] jpeg() {
        return Rasters.jpeg(TestPhoto.of(new Size(40, 30), PixelFormat.rgb8()), 0.9f, false);
    }

    /// A TIFF header and one directory with one entry (EXIF 2.32, 4.6).
    public static byte[] exif(Orientation orientation) {
        return ByteBuffer.allocate(26)
                .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation.exifValue())
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    private static byte[] withXmp(byte[] jpeg, int orientation) {
        var packet = """
            http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">\
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
            xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="%d"/></rdf:RDF></x:xmpmeta>\
            """.formatted(orientation);
        return JpegFile.withSegment(jpeg, APP1, packet.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] withExif(byte[] jpeg, byte[] block) {
        var app1 = new ByteArrayOutputStream();
        app1.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        app1.writeBytes(block);
        return JpegFile.withSegment(jpeg, APP1, app1.toByteArray());
    }

    @Test
    void theOrientationMayStandInXmpAlone() throws UnreadableImage {
        assertThat(probe(withXmp(jpeg(), 6)).orientation().exifValue()).isEqualTo(6);
        assertThat(probe(withXmp(jpeg(), 9)).orientation().exifValue()).isEqualTo(1);
        var both = withExif(withXmp(jpeg(), 6), exif(Orientation.ofExif(3)));
        assertThat(probe(both).orientation().exifValue()).as("EXIF counts").isEqualTo(3);
    }

    /// The second segment goes on where the first ends, in the middle of the entry.
    @Test
    void exifMayGoOnInAnotherSegment() throws UnreadableImage {
        byte[] block = exif(Orientation.ofExif(8));
        var second = withExif(jpeg(), Arrays.copyOfRange(block, 15, block.length));
        var whole = withExif(second, Arrays.copyOf(block, 15));
        assertThat(probe(whole).orientation().exifValue()).isEqualTo(8);
        var other = withExif(withExif(jpeg(), exif(Orientation.ofExif(5))), block);
        assertThat(probe(other).orientation().exifValue())
                .as("the first block counts")
                .isEqualTo(8);
    }

    @Test
    void extendedXmpIsNotLostInSilence() throws UnreadableImage {
        var extended = ("http://ns.adobe.com/xmp/extension/\0" + "0".repeat(60)).getBytes(StandardCharsets.US_ASCII);
        assertThat(probe(withXmp(JpegFile.withSegment(jpeg(), APP1, extended), 1))
                        .warnings())
                .containsExactly("its extended XMP, more than one segment holds, is left out");
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void tellsTheOrientationAndLeavesRowsAsStored(Orientation orientation) throws UnreadableImage {
        var app1 = new ByteArrayOutputStream();
        app1.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        app1.writeBytes(exif(orientation));
        var jpeg = JpegFile.withSegment(jpeg(), APP1, app1.toByteArray());
        assertThat(probe(jpeg).orientation()).isEqualTo(orientation);
        assertThat(probe(jpeg).stored()).isEqualTo(new Size(40, 30));
        assertThat(VipsDecoderTest.decode(jpeg).samples())
                .isEqualTo(VipsDecoderTest.decode(jpeg()).samples());

        var png = new PngFile(4, 2, 8, 0, false)
                .chunk("eXIf", exif(orientation))
                .image(new byte[10])
                .end();
        assertThat(probe(png).orientation()).isEqualTo(orientation);
        assertThat(probe(png).stored()).isEqualTo(new Size(4, 2));
    }

    @Test
    void tellsTheDensityOnlyWhereTheFileDoes() throws UnreadableImage {
        assertThat(probe(new PngFile(4, 2, 8, 0, false).image(new byte[10]).end())
                        .density())
                .isNull();
        assertThat(probe(new PngFile(4, 2, 8, 0, false)
                                .density(2835, 2835, 0)
                                .image(new byte[10])
                                .end())
                        .density())
                .isNull();
        assertThat(probe(new PngFile(4, 2, 8, 0, false)
                                .density(2835, 11811, 1)
                                .image(new byte[10])
                                .end())
                        .density())
                .isEqualTo(new Density(2.835, 11.811));
        assertThat(probe(jfif(0, 1)).density()).isNull();
        assertThat(probe(jfif(0, 300)).density()).isNull();
        assertThat(probe(jfif(1, 300)).density()).isEqualTo(new Density(300 / 25.4, 300 / 25.4));
        assertThat(probe(jfif(2, 118)).density()).isEqualTo(new Density(11.8, 11.8));
    }

    private static byte[] jfif(int unit, int density) {
        var content = ByteBuffer.allocate(14).put("JFIF\0\1\2".getBytes(StandardCharsets.ISO_8859_1));
        content.put((byte) unit).putShort((short) density).putShort((short) density);
        var plain = jpeg();
        var own = ByteBuffer.wrap(plain);
        if (own.getShort(2) != (short) 0xffe0) {
            throw new IllegalStateException("expected ImageIO to start with JFIF");
        }
        int ownLength = own.getShort(4);
        var withoutJfif = ByteBuffer.allocate(plain.length - ownLength - 2)
                .put(plain, 0, 2)
                .put(plain, 4 + ownLength, plain.length - 4 - ownLength)
                .array();
        return JpegFile.withSegment(withoutJfif, APP0, content.array());
    }

    @Test
    void givesTheColourProfile() throws UnreadableImage {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        var app2 = new ByteArrayOutputStream();
        app2.writeBytes("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1));
        app2.writeBytes(profile);
        assertThat(probe(JpegFile.withSegment(jpeg(), APP2, app2.toByteArray()))
                        .metadata()
                        .profile())
                .isEqualTo(new Blob(profile));
        assertThat(probe(jpeg()).metadata().profile()).isNull();

        var iccp = new ByteArrayOutputStream();
        iccp.writeBytes("any\0\0".getBytes(StandardCharsets.ISO_8859_1));
        iccp.writeBytes(PngFile.deflated(profile));
        var png = new PngFile(4, 2, 8, 2, false)
                .chunk("iCCP", iccp.toByteArray())
                .image(new byte[26])
                .end();
        assertThat(probe(png).metadata().profile()).isEqualTo(new Blob(profile));
    }

    @Test
    void readsTheHeaderOnlyAndClosesTheStream() throws UnreadableImage {
        var noise = PixelBlock.random(new Random(1), new Size(400, 400), PixelFormat.rgb8());
        for (byte[] file : new byte[][] {Rasters.png(noise), Rasters.jpeg(noise, 0.9f, false)}) {
            var closed = new AtomicBoolean();
            var stream = new ByteArrayInputStream(file) {
                @Override
                public void close() {
                    closed.set(true);
                }
            };
            var image = DECODER.probe(stream, 1);
            assertThat(image.stored()).isEqualTo(new Size(400, 400));
            assertThat(file.length - stream.available()).isLessThan(10_000);
            assertThat(closed).isTrue();
        }
    }

    @Test
    void tellsTheFormat() throws UnreadableImage {
        assertThat(probe(jpeg()).format()).isEqualTo(ImageFormat.JPEG);
        assertThat(DECODER.fingerprint()).startsWith("libvips 8.");
    }
}
