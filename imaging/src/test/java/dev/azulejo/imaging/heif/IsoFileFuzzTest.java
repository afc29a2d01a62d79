package dev.azulejo.imaging.heif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.imaging.bytes.SpooledFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// Fuzzes the boxes of a HEIC or AVIF file.
class IsoFileFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        var coding = box("ipco", box("hvcC", new byte[23]), box("av1C", new byte[] {(byte) 0x81, 4, 0, 0}));
        var gainMap = box("auxC", ascii("\0\0\0\0urn:com:apple:photo:2020:aux:hdrgainmap\0"));
        return Stream.of(
                joined(box("ftyp", ascii("heicmif1")), box("mdat", new byte[10])),
                joined(
                        box("ftyp", ascii("avif\0\0\0\0mif1")),
                        box("meta", new byte[4], box("iprp", coding), box("infe", ascii("tmap"))),
                        box("moov"),
                        box("mdat", new byte[5])),
                joined(box("ftyp"), listed()),
                joined(box("ftyp"), box("meta", new byte[4], box("iprp", box("ipco", gainMap)))));
    }

    /// A grid of one tile, in the list of a file.
    private static byte[] listed() {
        var size = box("ispe", new byte[] {0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 8});
        return box(
                "meta",
                new byte[4],
                box(
                        "iinf",
                        new byte[] {0, 0, 0, 0, 0, 2},
                        box("infe", new byte[] {2, 0, 0, 0, 0, 1, 0, 0}, ascii("grid")),
                        box("infe", new byte[] {2, 0, 0, 0, 0, 2, 0, 0}, ascii("Exif"))),
                box("iprp", box("ipco", size), box("ipma", new byte[] {0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 1, 1, 0, 2, 1, 1
                })),
                box("iref", new byte[4], box("dimg", new byte[] {0, 1, 0, 1, 0, 2})));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] box(String type, byte[]... contents) {
        var content = joined(contents);
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(ascii(type))
                .put(content)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    @Override
    protected void parse(byte[] input) throws IOException, UnreadableImage {
        try (var spooled = SpooledFile.of(new ByteArrayInputStream(input))) {
            var file = new IsoFile(spooled);
            assertThat(file.warnings()).hasSizeLessThan(3);
            assertThat(file.decodeBytes(1, 1_000_000, 3)).isNotNegative();
            assertThat(file.isCutOff()).isIn(true, false);
            file.check();
        }
    }
}
