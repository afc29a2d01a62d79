package dev.azulejo.imaging.bytes;

import java.util.Arrays;

/// Bytes in a single array that grows. For one thread.
public final class GrowingBytes {
    private byte[] bytes;
    private int length;

    public GrowingBytes(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    public void add(byte[] added) {
        room(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
    }

    /// Makes room for `count` bytes at [#length] of [#array].
    public void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.addExact(length, Math.max(count, length / 2)));
        }
    }

    /// The array with the bytes so far, and room: after writing into it, call [#grow].
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /// Counts `count` bytes that were written into the array from [#length] on.
    public void grow(int count) {
        length += count;
    }

    public byte[] toByteArray() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }
}
