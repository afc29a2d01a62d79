package dev.azulejo.imaging.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Words of file formats, a byte a character.
public final class Ascii {
    private Ascii() {}

    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public static boolean starts(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    /// What follows `start`, where `bytes` start so.
    public static Optional<byte[]> after(byte[] start, byte[] bytes) {
        return starts(bytes, start)
                ? Optional.of(Arrays.copyOfRange(bytes, start.length, bytes.length))
                : Optional.empty();
    }
}
