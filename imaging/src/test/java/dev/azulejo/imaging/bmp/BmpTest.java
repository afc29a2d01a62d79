package dev.azulejo.imaging.bmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsDecoderTest;
import dev.azulejo.imaging.testkit.TestLibvips;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests BMP files with every kind of header, written here byte by byte.
class BmpTest {
    private static final int[] PALETTE = {0x000000, 0xff0000, 0x00ff00, 0x0000ff};

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static ByteBuffer header(int length, int width, int height, int bits, int compression) {
        var header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
        if (length == 12) {
            header.putShort((short) width).putShort((short) height).putShort((short) 1);
            return header.putShort((short) bits);
        }
        header.putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
        return length > 16 ? header.putInt(compression) : header;
    }

    private static byte[] file(ByteBuffer header, byte[] between, byte[] pixels) {
        var bytes = new ByteArrayOutputStream();
        var headerBytes = new byte[header.capacity()];
        header.get(0, headerBytes);
        int start = 14 + headerBytes.length + between.length;
        var first = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
        first.put((byte) 'B')
                .put((byte) 'M')
                .putInt(start + pixels.length)
                .putInt(0)
                .putInt(start);
        bytes.writeBytes(first.array());
        bytes.writeBytes(headerBytes);
        bytes.writeBytes(between);
        bytes.writeBytes(pixels);
        return bytes.toByteArray();
    }

    private static byte[] palette(int entryBytes) {
        var entries = ByteBuffer.allocate(PALETTE.length * entryBytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < PALETTE.length; i++) {
            entries.put(i * entryBytes, (byte) PALETTE[i]).put(i * entryBytes + 1, (byte) (PALETTE[i] >> 8));
            entries.put(i * entryBytes + 2, (byte) (PALETTE[i] >> 16));
        }
        return entries.array();
    }

    private static ProbedImage probe(byte[] file) throws UnreadableImage {
        return new VipsDecoder(TestLibvips.LIBVIPS).probe(new ByteArrayInputStream(file), 1);
    }

    private static byte[] decode(byte[] file) throws UnreadableImage {
        return VipsDecoderTest.decode(file).samples();
    }

    /// The headers of Windows and of OS/2, whose second one may end after any field.
    @ParameterizedTest
    @ValueSource(ints = {12, 16, 24, 40, 48, 52, 56, 64, 108, 124})
    void readsEveryHeader(int length) throws UnreadableImage {
        byte[] file = file(header(length, 1, 2, 24, 0), new byte[0], bytes(1, 2, 3, 0, 4, 5, 6, 0));
        assertThat(probe(file).pixels()).isEqualTo(PixelFormat.rgb8());
        assertThat(decode(file)).containsExactly(6, 5, 4, 3, 2, 1);
        byte[] indexed = file(header(length, 3, 1, 4, 0), palette(length == 12 ? 3 : 4), bytes(0x12, 0x30, 0, 0));
        assertThat(decode(indexed)).containsExactly(255, 0, 0, 0, 255, 0, 0, 0, 255);
    }

    @Test
    void readsRowsFromTheTopAndColoursBeyondThePalette() throws UnreadableImage {
        byte[] file = file(header(40, 1, -2, 8, 0), palette(4), bytes(3, 0, 0, 0, 9, 0, 0, 0));
        assertThat(decode(file)).containsExactly(0, 0, 255, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 56, 108})
    void keepsTheTransparencyOfFourBits(int length) throws UnreadableImage {
        var masks = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        masks.putInt(0xf00).putInt(0xf0).putInt(0xf).putInt(0xf000);
        var header = header(length, 2, 1, 16, length == 40 ? 6 : 3);
        if (length > 40) {
            header.put(40, masks.array());
        }
        byte[] file = file(header, length == 40 ? masks.array() : new byte[0], bytes(0x8f, 0x7f, 0x21, 0x03));
        assertThat(probe(file).pixels()).isEqualTo(new PixelFormat(4, 8));
        assertThat(decode(file)).containsExactly(255, 136, 255, 119, 51, 34, 17, 0);
        byte[] unseen = file(header, length == 40 ? masks.array() : new byte[0], bytes(0x8f, 0x0f, 0x21, 0x03));
        assertThat(decode(unseen)).containsExactly(255, 136, 255, 51, 34, 17);
    }

    @Test
    void widensFiveAndSixBits() throws UnreadableImage {
        assertThat(decode(file(header(40, 2, 1, 16, 0), new byte[0], bytes(0xff, 0x7f, 0x00, 0x40))))
                .containsExactly(255, 255, 255, 132, 0, 0);
        var masks = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xf800)
                .putInt(0x7e0)
                .putInt(0x1f);
        assertThat(decode(file(header(40, 2, 1, 16, 3), masks.array(), bytes(0xff, 0xff, 0x00, 0x04))))
                .containsExactly(255, 255, 255, 0, 130, 0);
    }

    @Test
    void unpacksRuns() throws UnreadableImage {
        // a run, a literal with its filling, the end of the row; a step; the end
        byte[] eight = bytes(2, 1, 0, 3, 2, 3, 1, 0, 0, 0, 0, 2, 1, 0, 1, 2, 0, 1);
        var samples = decode(file(header(40, 5, 2, 8, 1), palette(4), eight));
        assertThat(indices(samples)).containsExactly(0, 2, 0, 0, 0, 1, 1, 2, 3, 1);
        byte[] four = bytes(3, 0x12, 0, 3, 0x31, 0x20, 0, 0, 0, 1);
        assertThat(indices(decode(file(header(40, 6, 1, 4, 2), palette(4), four))))
                .containsExactly(1, 2, 1, 3, 1, 2);
        byte[] whole = bytes(1, 255, 0, 0, 0, 3, 0, 255, 0, 0, 0, 255, 0, 255, 0, 0);
        assertThat(indices(decode(file(header(64, 4, 1, 24, 4), new byte[0], whole))))
                .containsExactly(3, 2, 1, 2);
    }

    private static int[] indices(byte[] samples) {
        var indices = new int[samples.length / 3];
        for (int i = 0; i < indices.length; i++) {
            int at = 3 * i;
            int colour = (samples[at] & 0xff) << 16 | (samples[at + 1] & 0xff) << 8 | (samples[at + 2] & 0xff);
            indices[i] = Arrays.stream(PALETTE).boxed().toList().indexOf(colour);
        }
        return indices;
    }

    @Test
    void runsThatAreTooLongAreCutWithAWarning() throws UnreadableImage {
        byte[] file = file(header(40, 3, 2, 8, 1), palette(4), bytes(5, 1, 0, 0, 2, 2, 0, 3, 3, 3, 3, 0, 0, 1));
        try (var rows = new VipsDecoder(TestLibvips.LIBVIPS).decode(new ByteArrayInputStream(file), 1)) {
            var samples = new byte[18];
            rows.next(2, samples, 0);
            assertThat(indices(samples)).containsExactly(2, 2, 3, 1, 1, 1);
            assertThat(rows.image().warnings()).containsExactly(BmpRows.OVER_EDGE);
        }
    }

    @Test
    void runsMayFillUpTheirRow() throws UnreadableImage {
        byte[] file = file(header(40, 3, 1, 4, 2), palette(4), bytes(4, 0x12, 0, 1));
        try (var rows = new VipsDecoder(TestLibvips.LIBVIPS).decode(new ByteArrayInputStream(file), 1)) {
            rows.next(1, new byte[9], 0);
            assertThat(rows.image().warnings()).isEmpty();
        }
    }

    @Test
    void runsThatEndBeforeTheImageAreRefused() {
        byte[] cutOff = bytes(3, 1, 0, 0, 2);
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> decode(file(header(40, 3, 2, 8, 1), palette(4), cutOff)))
                .withMessageContaining("cut off");
    }

    /// Some programs write the place of the colours as that of the pixels.
    @Test
    void findsThePixelsBehindTheColours() throws UnreadableImage {
        byte[] file = file(header(40, 1, 1, 8, 0).putInt(32, 4), palette(4), bytes(1, 0, 0, 0));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(10, 54);
        assertThat(decode(file)).containsExactly(255, 0, 0);
    }

    @Test
    void refusesOtherKindsByName() {
        for (var header : new ByteBuffer[] {header(64, 8, 1, 1, 3), header(40, 8, 1, 64, 0), header(40, 8, 1, 0, 5)}) {
            assertThatExceptionOfType(UnreadableImage.class)
                    .isThrownBy(() -> probe(file(header, new byte[0], new byte[64])))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_PIXELS))
                    .withMessageContaining("save it as PNG");
        }
    }

    @Test
    void keepsDensityAndProfile() throws UnreadableImage {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        var header = header(124, 1, 1, 24, 0).putInt(24, 2835).putInt(28, 2835);
        header.putInt(56, 0x4d424544).putInt(112, 124 + 4).putInt(116, profile.length);
        var pixels = ByteBuffer.allocate(4 + profile.length).putInt(0).put(profile);
        var image = probe(file(header, new byte[0], pixels.array()));
        assertThat(image.metadata().profile()).isEqualTo(new Blob(profile));
        assertThat(image.density()).isEqualTo(new Density(2.835, 2.835));
    }
}
