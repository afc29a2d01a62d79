package dev.azulejo.imaging.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.Density;
import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.imaging.testkit.Encoded;
import dev.azulejo.imaging.testkit.TestExif;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// Fuzzes the segments of a JPEG.
class JpegWatchFuzzTest extends FuzzContract {
    private static final int MOST_PARTS = 200;

    @Override
    protected Stream<byte[]> seeds() throws IOException {
        var header = new JpegHeader();
        header.addJfif(new Density(10, 10));
        header.addExif(TestExif.photograph(ByteOrder.BIG_ENDIAN));
        header.addProfile(new byte[200]);
        header.addResources(new byte[] {0x1c, 2, 90, 0, 1, 'X'}, new Density(10, 10));
        header.addAdobe();
        header.add(segment(
                0xe2, "MPF\0II*\0\b\0\0\0\1\0\2\u00b0\7\0\20\0\0\0\32\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
        header.add(segment(0xfe, "a comment"));
        var plain = Encoded.image("jpeg");
        header.add(Arrays.copyOfRange(plain, 2, plain.length));
        return Stream.of(plain, Encoded.progressiveJpeg(), header.toByteArray());
    }

    private static byte[] segment(int code, String content) {
        var bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(4 + bytes.length)
                .put((byte) 0xff)
                .put((byte) code)
                .putShort((short) (2 + bytes.length))
                .put(bytes)
                .array();
    }

    @Override
    protected void parse(byte[] input) throws IOException {
        var veiled = new VeiledExif(new ByteArrayInputStream(input)).readAllBytes();
        assertThat(veiled).hasSameSizeAs(input);
        assertThat(VeiledExifTest.exifSegments(veiled)).isZero();
        var whole = new JpegWatch();
        whole.saw(input, input.length);
        var said = said(whole);
        int part = Math.max(1, input.length / MOST_PARTS);
        var inParts = new JpegWatch();
        for (int at = 0; at < input.length; at += part) {
            var bytes = Arrays.copyOfRange(input, at, Math.min(input.length, at + part));
            inParts.saw(bytes, bytes.length);
        }
        assertThat(said(inParts)).isEqualTo(said);
        var file = ByteBuffer.wrap(input);
        var segment = JpegSegment.at(file, 0);
        while (segment.isPresent()) {
            segment = JpegSegment.at(file, segment.get().end());
        }
    }

    private static String said(JpegWatch watch) {
        return "%s %s %s %s %s %d"
                .formatted(
                        watch.complete(),
                        watch.warnings(),
                        watch.refusal().map(Throwable::getMessage),
                        watch.rareKind(""),
                        watch.density(1, Optional.empty(), Optional.empty()),
                        watch.decodeBytes(1, 1_000, 3));
    }
}
