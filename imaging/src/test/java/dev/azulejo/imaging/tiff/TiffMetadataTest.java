package dev.azulejo.imaging.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TiffBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests metadata of TIFF: kept, or warned of.
class TiffMetadataTest {
    private static final int RGB = 2;
    private static final int ORIENTATION = 274;
    private static final int PHOTOSHOP = 34_377;
    private static final int IPTC = 33_723;
    private static final byte[] RECORDS = {0x1c, 2, 5, 0, 3, 'o', 'l', 'd'};

    private static ProbedImage probe(TiffBytes file) throws UnreadableImage {
        return new VipsDecoder(TestLibvips.LIBVIPS).probe(new ByteArrayInputStream(file.toByteArray()), 1);
    }

    private static TiffBytes.Page page(TiffBytes file) {
        return file.page(1, 1, RGB, 8, new byte[] {1, 2, 3});
    }

    private static byte[] resource(int id, byte[] content) {
        var bytes = ByteBuffer.allocate(12 + content.length + content.length % 2);
        bytes.putInt(0x3842494d)
                .putShort((short) id)
                .putShort((short) 0)
                .putInt(content.length)
                .put(content);
        return bytes.array();
    }

    private static byte[] joined(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    @Test
    void namesOfDocumentAndPageAreKept() throws UnreadableImage {
        var file = TiffBytes.classic();
        page(file)
                .text(269, "Ledger 1871")
                .text(285, "folio 12")
                .text(33_432, "Somebody")
                .text(315, "Someone else");
        var exif =
                new String(Objects.requireNonNull(probe(file).metadata().exif()).bytes(), StandardCharsets.ISO_8859_1);
        assertThat(exif).contains("Ledger 1871", "folio 12", "Somebody", "Someone else");
    }

    @ParameterizedTest
    @ValueSource(ints = {TiffBytes.BYTE, TiffBytes.SHORT, TiffBytes.LONG})
    void anOrientationOfAnyTypeIsAppliedAndSet(int type) throws UnreadableImage {
        var file = TiffBytes.classic();
        page(file).numbers(ORIENTATION, type, 6).text(315, "Someone");
        var image = probe(file);
        assertThat(image.orientation()).isEqualTo(Orientation.TURNED_90);
        var block =
                ExifBlock.parse(Objects.requireNonNull(image.metadata().exif()).bytes());
        var entry = block.orElseThrow().main().orElseThrow().entry(ORIENTATION).orElseThrow();
        assertThat(entry.type()).isEqualTo(TiffBytes.SHORT);
        assertThat(block.orElseThrow().value(entry)[0]).isEqualTo((byte) 6);
    }

    @Test
    void aClippingPathIsWarnedOf() throws UnreadableImage {
        var file = TiffBytes.classic();
        page(file).bytes(PHOTOSHOP, joined(resource(2_000, new byte[52]), resource(2_999, new byte[] {1, 'P', 0, 0})));
        assertThat(probe(file).warnings()).singleElement().asString().contains("clipping path");
        var unused = TiffBytes.classic();
        page(unused)
                .bytes(PHOTOSHOP, resource(2_000, new byte[52])); // a path that clips nothing is an artist's work, too
        assertThat(probe(unused).warnings()).singleElement().asString().contains("paths drawn in Photoshop");
        var other = TiffBytes.classic();
        page(other).bytes(PHOTOSHOP, resource(1_005, new byte[16])); // the density
        assertThat(probe(other).warnings()).isEmpty();
    }

    @Test
    void damagedResourcesAreNoFailure() throws UnreadableImage {
        var file = TiffBytes.classic();
        var resources = resource(2_000, new byte[52]);
        ByteBuffer.wrap(resources).putInt(8, Integer.MAX_VALUE);
        page(file).bytes(PHOTOSHOP, resources);
        assertThat(probe(file).warnings()).isEmpty();
    }

    @Test
    void layersAndPlacesOnAMapAreWarnedOf() throws UnreadableImage {
        var file = TiffBytes.classic();
        page(file).bytes(37_724, new byte[40]).numbers(34_735, TiffBytes.SHORT, 1, 1, 0, 0);
        assertThat(probe(file).warnings())
                .containsExactly(
                        "its layers (Photoshop's) are left out: the picture that they make was taken",
                        "its place on the map (GeoTIFF) is left out");
    }

    @Test
    void coloursStatedWithoutAProfileAreWarnedOfWhereTheyAreNotSrgb() throws UnreadableImage {
        var srgb = TiffBytes.classic();
        page(srgb).ratio(319, 64, 100, 33, 100, 30, 100, 60, 100, 15, 100, 6, 100);
        assertThat(probe(srgb).warnings()).isEmpty();
        var wide = TiffBytes.classic();
        page(wide).ratio(319, 64, 100, 33, 100, 21, 100, 71, 100, 15, 100, 6, 100);
        assertThat(probe(wide).warnings()).singleElement().asString().contains("PrimaryChromaticities");
    }

    @Test
    void iptcIsFoundWhateverItIsCalled() throws UnreadableImage {
        for (var order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            var bytes = new TiffBytes(order, false);
            page(bytes).bytes(IPTC, RECORDS);
            assertThat(iptc(bytes)).isEqualTo(RECORDS);
            var numbers = new TiffBytes(order, false); // the same bytes, called numbers of 32 bits
            var asTheyLie = ByteBuffer.wrap(RECORDS).order(order);
            page(numbers).numbers(IPTC, TiffBytes.LONG, asTheyLie.getInt(0), asTheyLie.getInt(4));
            assertThat(iptc(numbers)).isEqualTo(RECORDS);
            var turned = new TiffBytes(order, false);
            var other = ByteBuffer.wrap(RECORDS)
                    .order(order == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            page(turned).numbers(IPTC, TiffBytes.LONG, other.getInt(0), other.getInt(4));
            assertThat(iptc(turned)).isEqualTo(RECORDS);
            var within = new TiffBytes(order, false);
            page(within).bytes(PHOTOSHOP, resource(0x0404, RECORDS));
            assertThat(iptc(within)).isEqualTo(RECORDS);
        }
    }

    private static byte[] iptc(TiffBytes file) throws UnreadableImage {
        return Objects.requireNonNull(probe(file).metadata().iptc()).bytes();
    }

    @Test
    void damagedIptcIsWarnedOf() throws UnreadableImage {
        var file = TiffBytes.classic();
        page(file).bytes(IPTC, new byte[] {1, 2, 3, 4, 5, 6});
        assertThat(probe(file).warnings()).containsExactly("its IPTC data are damaged and left out");
    }

    @Test
    void valuesTooLongForExifAreWarnedOf() throws UnreadableImage {
        var file = TiffBytes.classic();
        page(file).text(270, "x".repeat(70_000)).text(315, "Someone");
        assertThat(probe(file).warnings())
                .containsExactly("its EXIF has values of more than 64 KiB, which are left out");
    }

    @Test
    void aDensityOfWholeNumbersIsKept() throws UnreadableImage {
        var file = TiffBytes.classic();
        page(file)
                .numbers(282, TiffBytes.SHORT, 300)
                .numbers(283, TiffBytes.LONG, 150)
                .numbers(296, TiffBytes.SHORT, 2);
        assertThat(probe(file).density()).isEqualTo(new Density(300 / 25.4, 150 / 25.4));
    }
}
