package dev.azulejo.imaging.png;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.imaging.exif.ResultExif;
import dev.azulejo.imaging.testkit.Encoded;
import dev.azulejo.imaging.testkit.TestExif;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// Fuzzes the chunks of a PNG: texts, profiles, statements of colours. Their checksums are corrected first,
/// as a fuzzer would hardly guess one.
class PngStreamFuzzTest extends FuzzContract {
    private static final int HEADER_END = 33; // of the signature and the first chunk

    @Override
    protected Stream<byte[]> seeds() throws IOException {
        var plain = Encoded.image("png");
        return Stream.of(
                plain,
                with(
                        plain,
                        chunk("gAMA", ByteBuffer.allocate(4).putInt(45_455).array()),
                        chunk("cHRM", numbers(31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000)),
                        chunk(
                                "pHYs",
                                ByteBuffer.allocate(9)
                                        .putInt(2_835)
                                        .putInt(2_835)
                                        .put((byte) 1)
                                        .array())),
                with(plain, chunk("sRGB", new byte[] {0}), chunk("cICP", new byte[] {1, 13, 0, 1})),
                with(plain, chunk("iCCP", text("a\0\0", packed(new byte[300])))),
                with(plain, chunk("eXIf", TestExif.photograph(ByteOrder.LITTLE_ENDIAN))),
                with(
                        plain,
                        chunk("tEXt", text("Title\0a photo", new byte[0])),
                        chunk(
                                "zTXt",
                                text("Comment\0\0", packed("much".repeat(40).getBytes(StandardCharsets.UTF_8)))),
                        chunk(
                                "iTXt",
                                text("XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", new byte[0])),
                        chunk("tEXt", text("Raw profile type exif\0\nexif\n      12\n457869660000\n", new byte[0])),
                        chunk("tEXt", text("Raw profile type iptc\0\niptc\n       6\n1c025a000158\n", new byte[0]))));
    }

    private static byte[] numbers(int... numbers) {
        var bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.array();
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] text(String start, byte[] rest) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(start.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(rest);
        return bytes.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        var chunks = new PngChunks(content.length + 12);
        chunks.chunk(type, content);
        return chunks.toByteArray();
    }

    /// A PNG with chunks behind the first one.
    private static byte[] with(byte[] png, byte[]... chunks) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(png, 0, HEADER_END);
        for (var chunk : chunks) {
            bytes.writeBytes(chunk);
        }
        bytes.write(png, HEADER_END, png.length - HEADER_END);
        return bytes.toByteArray();
    }

    private static byte[] withRightChecksums(byte[] png) {
        var bytes = ByteBuffer.wrap(png.clone());
        for (int at = 8; at + 12 <= bytes.capacity(); ) {
            long end = at + 8L + Integer.toUnsignedLong(bytes.getInt(at));
            if (end + 4 > bytes.capacity()) {
                break;
            }
            var crc = new CRC32();
            crc.update(bytes.array(), at + 4, (int) end - at - 4);
            bytes.putInt((int) end, (int) crc.getValue());
            at = (int) end + 4;
        }
        return bytes.array();
    }

    @Override
    protected void parse(byte[] input) throws IOException {
        var png = withRightChecksums(input);
        var stream = new PngStream(new ByteArrayInputStream(png));
        long read = stream.transferTo(ByteArrayOutputStream.nullOutputStream());
        assertThat(read).isLessThanOrEqualTo(png.length + 12L);
        for (boolean grey : List.of(false, true)) {
            try {
                var warnings = new ArrayList<String>();
                var _ = stream.colours().orElseThrow().profile(grey, warnings);
            } catch (UnreadableImage colours) {
                assertThat(colours).hasMessageNotContaining("null");
            }
        }
        assertThat(stream.warnings()).hasSizeLessThan(2);
        assertThat(stream.density(1, Optional.empty(), Optional.empty())).isNotNull();
        blocks(png);
    }

    private static void blocks(byte[] png) {
        var blocks = new PngBlocks();
        var numbers = ByteBuffer.wrap(png);
        for (int at = 8; at + 12 <= png.length; ) {
            long length = Integer.toUnsignedLong(numbers.getInt(at));
            if (at + 12 + length > png.length) {
                break;
            }
            var type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            int start = at + 8;
            at = start + (int) length + 4;
            if (blocks.wants(type, length)) {
                blocks.add(type, Arrays.copyOfRange(png, start, at - 4), numbers.getInt(at - 4), start % 2 == 0);
            }
        }
        assertThat(blocks.exif().flatMap(ResultExif::density)).isNotNull();
        var texts = blocks.texts();
        long held = Stream.of(texts.exif(), texts.xmp(), texts.iptc())
                        .flatMap(Optional::stream)
                        .mapToLong(bytes -> bytes.length)
                        .sum()
                + texts.words().values().stream().mapToLong(String::length).sum();
        assertThat(held).isLessThanOrEqualTo(2L * PngBlocks.MOST_BYTES);
        assertThat(texts.warnings()).hasSizeLessThan(10);
    }
}
