package dev.azulejo.imaging.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Converts between bytes and the words of file formats, one byte per character.
public final class Ascii {
    private Ascii() {}

    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public static boolean starts(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    /// The bytes behind `start`, if `bytes` start with it.
    public static Optional<byte[]> after(byte[] start, byte[] bytes) {
        return starts(bytes, start)
                ? Optional.of(Arrays.copyOfRange(bytes, start.length, bytes.length))
                : Optional.empty();
    }
}
