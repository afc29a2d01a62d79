package dev.azulejo.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.ProbeTest;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.metadata.GainMaps;
import dev.azulejo.imaging.testkit.JpegFile;
import dev.azulejo.imaging.testkit.PngFile;
import dev.azulejo.imaging.testkit.Rasters;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import dev.azulejo.imaging.testkit.TiffBytes;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceMetadataTest {
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP13 = 0xed;
    private static final byte[] RECORDS = {0x1c, 2, 5, 0, 3, 'S', 'u', 'n'};
    private static final byte[] PACKET = "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>".getBytes(StandardCharsets.UTF_8);

    private static ProbedImage probe(byte[] file) throws UnreadableImage {
        return new VipsDecoder(TestLibvips.LIBVIPS).probe(new ByteArrayInputStream(file), 1);
    }

    private static byte[] jpeg(int bands) {
        return Rasters.jpeg(TestPhoto.of(new Size(40, 30), new PixelFormat(bands, 8)), 0.9f, false);
    }

    private static byte[] join(String prefix, byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(prefix.getBytes(StandardCharsets.ISO_8859_1));
        for (var part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] with(int marker, byte[] content) {
        return JpegFile.withSegment(jpeg(3), marker, content);
    }

    private static byte[] resource(int id, byte[] content) {
        var bytes = ByteBuffer.allocate(12 + content.length + content.length % 2);
        bytes.put("8BIM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) id)
                .putShort((short) 0);
        return bytes.putInt(content.length).put(content).array();
    }

    @Test
    void givesTheBlocksWithoutTheirEnvelopes() throws UnreadableImage {
        byte[] exif = ProbeTest.exif(Orientation.TURNED_180);
        var metadata = probe(with(APP1, join("Exif\0\0", exif))).metadata();
        assertThat(metadata.exif()).isEqualTo(new Blob(exif));
        metadata = probe(with(APP1, join("http://ns.adobe.com/xap/1.0/\0", PACKET)))
                .metadata();
        assertThat(metadata.xmp()).isEqualTo(new Blob(PACKET));
        byte[] odd = resource(0x03ed, new byte[15]);
        metadata = probe(with(APP13, join("Photoshop 3.0\0", odd, resource(0x0404, RECORDS))))
                .metadata();
        assertThat(metadata.iptc()).isEqualTo(new Blob(RECORDS));
        var image = probe(jpeg(3));
        assertThat(image.metadata().length()).isZero();
        assertThat(image.warnings()).isEmpty();
    }

    @Test
    void findsThemInPng() throws UnreadableImage {
        byte[] exif = ProbeTest.exif(Orientation.MIRRORED);
        var png = new PngFile(4, 2, 8, 0, false)
                .chunk("eXIf", exif)
                .chunk("iTXt", join("XML:com.adobe.xmp\0\0\0\0\0", PACKET))
                .image(new byte[10])
                .end();
        var metadata = probe(png).metadata();
        assertThat(metadata.exif()).isEqualTo(new Blob(exif));
        assertThat(metadata.xmp()).isEqualTo(new Blob(PACKET));
    }

    @Test
    void brokenBlocksAreLeftOutWithAWarning() throws UnreadableImage {
        byte[] exif = ProbeTest.exif(Orientation.NORMAL);
        for (var broken :
                new byte[][] {Arrays.copyOf(exif, 9), join("XX", Arrays.copyOfRange(exif, 2, exif.length)), new byte[30]
                }) {
            var image = probe(with(APP1, join("Exif\0\0", broken)));
            assertThat(image.metadata().exif()).isNull();
            assertThat(image.warnings()).containsExactly("its EXIF data are damaged and left out");
        }
        var xmp = probe(with(APP1, join("http://ns.adobe.com/xap/1.0/\0", new byte[] {'<', (byte) 0xff})));
        assertThat(xmp.metadata().xmp()).isNull();
        assertThat(xmp.warnings()).containsExactly("its XMP data are damaged and left out");
        var iptc = probe(with(APP13, join("Photoshop 3.0\0", Arrays.copyOf(resource(0x0404, RECORDS), 14))));
        assertThat(iptc.metadata().iptc()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void makesExifOfWhatATiffSaysOfItself(boolean big) throws UnreadableImage {
        var order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        var file = new TiffBytes(order, big);
        var page = file.page(1, 1, 2, 8, new byte[] {1, 2, 3})
                .text(271, "Maker of cameras")
                .numbers(274, TiffBytes.SHORT, 6)
                .bytes(40_000, new byte[9])
                .bytes(33_723, RECORDS)
                .bytes(700, PACKET);
        page.child(0x8769).text(0x9003, "2026:01:02 03:04:05").numbers(0xa001, TiffBytes.SHORT, 1);
        page.child(0x8825).text(1, "N").ratio(2, 1, 1, 2, 1, 3, 1);
        var image = probe(file.toByteArray());
        assertThat(image.orientation()).isEqualTo(Orientation.TURNED_90);
        assertThat(image.metadata().iptc()).isEqualTo(new Blob(RECORDS));
        assertThat(image.metadata().xmp()).isEqualTo(new Blob(PACKET));

        var exif = ByteBuffer.wrap(
                        Objects.requireNonNull(image.metadata().exif()).bytes())
                .order(order);
        assertThat(SourceExif.of(exif.array())).isPresent();
        assertThat(tags(exif, 8)).containsExactly(271, 274, 0x8769, 0x8825);
        assertThat(tags(exif, exif.getInt(entry(8, 2) + 8))).containsExactly(0x9003, 0xa001);
        int gps = exif.getInt(entry(8, 3) + 8);
        assertThat(tags(exif, gps)).containsExactly(1, 2);
        assertThat(exif.getInt(exif.getInt(entry(gps, 1) + 8) + 16)).isEqualTo(3); // seconds
        assertThat(new String(exif.array(), exif.getInt(entry(8, 0) + 8), 5, StandardCharsets.US_ASCII))
                .isEqualTo("Maker");
    }

    private static int entry(int directory, int index) {
        return directory + 2 + 12 * index;
    }

    private static int[] tags(ByteBuffer exif, int directory) {
        var tags = new int[exif.getShort(directory)];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = exif.getShort(entry(directory, i)) & 0xffff;
        }
        return tags;
    }

    @Test
    void aProfileForOtherPixelsIsLeftOutWithAWarning() throws UnreadableImage {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        byte[] grey = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        for (int bands : new int[] {1, 3}) {
            var wrong =
                    probe(JpegFile.withSegment(jpeg(bands), APP2, join("ICC_PROFILE\0\1\1", bands == 1 ? srgb : grey)));
            assertThat(wrong.metadata().profile()).isNull();
            assertThat(wrong.warnings())
                    .singleElement()
                    .asString()
                    .contains("is not for")
                    .contains("left out");
            var right =
                    probe(JpegFile.withSegment(jpeg(bands), APP2, join("ICC_PROFILE\0\1\1", bands == 1 ? grey : srgb)));
            assertThat(right.metadata().profile()).isNotNull();
            assertThat(right.warnings()).isEmpty();
        }
        var noise = probe(with(APP2, join("ICC_PROFILE\0\1\1", new byte[200])));
        assertThat(noise.metadata().profile()).isNull();
    }

    @Test
    void aCommentBecomesXmp() throws UnreadableImage {
        for (var comment :
                List.of("Café".getBytes(StandardCharsets.UTF_8), "Café".getBytes(StandardCharsets.ISO_8859_1))) {
            var image = probe(with(0xfe, comment));
            assertThat(new String(Objects.requireNonNull(image.metadata().xmp()).bytes(), StandardCharsets.UTF_8))
                    .contains("UserComment", "Café");
            assertThat(image.warnings()).isEmpty();
        }
        assertThat(probe(with(0xfe, new byte[3000])).warnings())
                .containsExactly("has a comment of 3,000 bytes, of which the first 512 are kept");
    }

    @Test
    void saysThatPathsOfPhotoshopAreLeftOut() throws UnreadableImage {
        for (int path : new int[] {2000, 2997, 2999}) {
            var content = join("Photoshop 3.0\0", resource(path, new byte[26]), resource(0x0404, RECORDS));
            var image = probe(with(APP13, content));
            assertThat(image.metadata().iptc()).isEqualTo(new Blob(RECORDS));
            assertThat(image.warnings()).singleElement().asString().contains("clipping path");
        }
    }

    @Test
    void saysThatAProfileInMisnumberedPiecesIsLeftOut() throws UnreadableImage {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        for (var numbers : List.of("\0\1", "\2\1", "\2\2")) {
            var image = probe(with(APP2, join("ICC_PROFILE\0" + numbers, srgb)));
            assertThat(image.metadata().profile()).isNull();
            assertThat(image.warnings()).singleElement().asString().contains("numbered wrongly");
        }
    }

    @Test
    void saysThatAGainMapIsLeftOut() throws UnreadableImage {
        var adobe = "<x:xmpmeta xmlns:x='adobe:ns:meta/' xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/'"
                + " hdrgm:Version='1.0'/>";
        var ultraHdr = with(APP1, join("http://ns.adobe.com/xap/1.0/\0", adobe.getBytes(StandardCharsets.UTF_8)));
        assertThat(probe(ultraHdr).warnings()).containsExactly(GainMaps.LEFT_OUT);
        assertThat(probe(with(APP2, join("urn:iso:std:iso:ts:21496:-1\0", new byte[4])))
                        .warnings())
                .containsExactly(GainMaps.LEFT_OUT);
        assertThat(probe(with(APP2, pictures(0))).warnings()).containsExactly(GainMaps.PICTURES_LEFT_OUT);
        assertThat(probe(with(APP2, pictures(0x01_0002))).warnings()).isEmpty(); // a large thumbnail
    }

    /// An index of two pictures (CIPA DC-007, 5.2.3).
    private static byte[] pictures(int typeOfSecond) {
        var index = ByteBuffer.allocate(8 + 2 + 12 + 4 + 32).order(ByteOrder.LITTLE_ENDIAN);
        index.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        index.putShort((short) 1)
                .putShort((short) 0xb002)
                .putShort((short) 7)
                .putInt(32)
                .putInt(26)
                .putInt(0);
        index.putInt(0x2003_0000).position(26 + 16).putInt(typeOfSecond);
        return join("MPF\0", index.array());
    }
}
