package dev.azulejo.core.pixels;

import java.util.Arrays;

/// Bytes that nobody here looks into, such as an ICC profile; two are equal when their bytes are. The array is
/// shared, not copied: whoever builds one gives its array away, and nobody changes it. In base64 where this is
/// JSON.
public record Blob(byte[] bytes) {
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "%d bytes".formatted(bytes.length);
    }
}
