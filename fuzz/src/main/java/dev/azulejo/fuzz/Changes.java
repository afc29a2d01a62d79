package dev.azulejo.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Changes inputs by a seed: bits, numbers at the edge of what fits, parts that are removed, repeated or
/// taken from another input.
final class Changes {
    private static final int MOST = 4;
    private static final int LONGEST_PART = 64;
    private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, -1, -2};

    private final List<byte[]> inputs;
    private final Random random;

    Changes(List<byte[]> inputs, long seed) {
        this.inputs = inputs;
        this.random = new Random(seed);
    }

    byte[] next() {
        var bytes = any().clone();
        int changes = 1 + random.nextInt(MOST);
        for (int i = 0; i < changes; i++) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] any() {
        return inputs.get(random.nextInt(inputs.size()));
    }

    private byte[] changed(byte[] bytes) {
        if (bytes.length == 0) {
            return any().clone();
        }
        int at = random.nextInt(bytes.length);
        int length = random.nextInt(Math.min(LONGEST_PART, bytes.length - at) + 1);
        return switch (random.nextInt(7)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                yield bytes;
            }
            case 1 -> {
                bytes[at] = (byte) random.nextInt();
                yield bytes;
            }
            case 2 -> number(bytes, at);
            case 3 -> Arrays.copyOf(bytes, at);
            case 4 -> joined(bytes, at, new byte[0], at + length);
            case 5 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
            default -> {
                var other = any();
                int from = random.nextInt(other.length + 1);
                int end = Math.min(other.length, from + LONGEST_PART);
                yield joined(bytes, at, Arrays.copyOfRange(other, from, end), at + length);
            }
        };
    }

    /// Overwrites bytes at a position by a number of one to four bytes in either order.
    private byte[] number(byte[] bytes, int at) {
        int value = EDGES[random.nextInt(EDGES.length)];
        int count = Math.min(1 << random.nextInt(3), bytes.length - at);
        boolean isBig = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (value >> (Byte.SIZE * (isBig ? count - 1 - i : i)));
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int before, byte[] between, int after) {
        var made = new ByteArrayOutputStream();
        made.write(bytes, 0, before);
        made.writeBytes(between);
        made.write(bytes, after, bytes.length - after);
        return made.toByteArray();
    }
}
