package dev.azulejo.imaging.testkit;

import java.io.ByteArrayOutputStream;

/// Writes lossless JPEG of one band: each sample as its difference from the one before. (ITU-T T.81, annex
/// H, predictor 1)
public final class LosslessJpeg {
    private static final int CODE_BITS = 5; // of each of the 17 categories: all codes are as long

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int buffer;
    private int filled;

    /// @param samples of `precision` bits, row by row
    public static byte[] of(int width, int height, int precision, int... samples) {
        var file = new LosslessJpeg();
        file.words(0xffd8);
        file.words(0xffc3, 11);
        file.octets(precision);
        file.words(height, width);
        file.octets(1, 1, 0x11, 0);
        file.words(0xffc4, 2 + 1 + 16 + 17);
        file.octets(0, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (int category = 0; category <= 16; category++) {
            file.octets(category);
        }
        file.words(0xffda, 8);
        file.octets(1, 1, 0, 1, 0, 0);
        for (int i = 0; i < samples.length; i++) {
            int predicted = i == 0 ? 1 << (precision - 1) : i % width == 0 ? samples[i - width] : samples[i - 1];
            file.difference(samples[i] - predicted);
        }
        file.bits((1 << 7) - 1, 7); // fills the last byte
        file.words(0xffd9);
        return file.bytes.toByteArray();
    }

    private void difference(int full) {
        int value = (short) full; // modulo 65,536
        int category = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
        bits(category, CODE_BITS);
        if (category < 16) { // 32,768 is alone in its category
            bits(value < 0 ? value - 1 : value, category);
        }
    }

    private void bits(int value, int count) {
        for (int bit = count - 1; bit >= 0; bit--) {
            buffer = buffer << 1 | (value >> bit & 1);
            if (++filled == 8) {
                octets(buffer & 0xff);
                if ((buffer & 0xff) == 0xff) {
                    octets(0);
                }
                buffer = 0;
                filled = 0;
            }
        }
    }

    private void words(int... values) {
        for (int value : values) {
            octets(value >> 8, value & 0xff);
        }
    }

    private void octets(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
    }
}
