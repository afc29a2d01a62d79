package dev.azulejo.core.pixels;

import java.util.Arrays;

/// Opaque bytes, such as an ICC profile; two are equal when their bytes are. The array is shared, not
/// copied, and must not be changed by its maker or any reader. It is base64 in JSON.
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
