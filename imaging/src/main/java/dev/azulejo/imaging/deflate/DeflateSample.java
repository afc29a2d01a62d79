package dev.azulejo.imaging.deflate;

import dev.azulejo.imaging.bytes.GrowingBytes;
import dev.azulejo.imaging.deflate.Deflate.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Deflates a sample that is the same everywhere: the result tells a library's builds apart, and whether
/// the library works.
final class DeflateSample {
    private static final int BYTES = 1 << 15;
    private static final int FEW_VALUES = 0x13; // so that there are matches
    private static final int SEED = 1;
    private static final int PERIOD = 40_000; // deflate looks back 32 KiB
    private static final List<Integer> LENGTHS = List.of(0, 1, 100, 5_000, 70_000, 300_000);

    /// The length of the longest sample: more than is deflated in one piece.
    static final int LONGEST = LENGTHS.getLast();

    /// The length of samples for a library that has room for only a few bytes per call, and so needs
    /// hundreds of calls.
    static final int SHORT = 5_000;

    private DeflateSample() {}

    /// The checksum of the sample as each of the levels deflates it, one after the other.
    static int checksum(Deflate deflate, int... levels) {
        byte[] sample = random(BYTES, FEW_VALUES);
        var deflated = new GrowingBytes(BYTES);
        for (int level : levels) {
            try (var stream = deflate.open(level)) {
                stream.add(sample, 0, sample.length, Ending.FLUSH, deflated);
            }
        }
        var crc = new CRC32();
        crc.update(deflated.array(), 0, deflated.length());
        return (int) crc.getValue();
    }

    /// Whether Java can inflate the stream's output: of nothing, of little and much, of what compresses
    /// well and badly, in one piece and in several, twice.
    ///
    /// @param longest length of the longest sample to try
    static boolean holds(Deflate.Stream stream, int longest) {
        for (byte[] sample : samples(longest)) {
            stream.restart();
            var deflated = new GrowingBytes(0);
            int half = sample.length / 2;
            stream.add(sample, 0, half, Ending.NONE, deflated);
            stream.add(sample, half, sample.length - half, Ending.FLUSH, deflated);
            int flushed = deflated.length();
            stream.add(sample, 0, sample.length, Ending.LAST, deflated);
            boolean holds = inflatesTo(deflated.toByteArray(), 0, sample, sample)
                    && inflatesTo(deflated.toByteArray(), flushed, sample); // looks at nothing before the flush
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> samples(int longest) {
        byte[] few = random(longest, FEW_VALUES);
        byte[] many = random(longest, 0xff);
        var samples = new ArrayList<byte[]>();
        for (int bytes : LENGTHS) {
            if (bytes <= longest) {
                samples.add(Arrays.copyOf(few, bytes));
                samples.add(Arrays.copyOf(many, bytes));
                samples.add(new byte[bytes]);
            }
        }
        return samples;
    }

    /// Random bytes that repeat at distances beyond deflate's reach: at start-up there is no time to make
    /// more.
    private static byte[] random(int bytes, int mask) {
        var period = new byte[PERIOD];
        new Random(SEED).nextBytes(period);
        for (int i = 0; i < PERIOD; i++) {
            period[i] &= (byte) mask;
        }
        var sample = new byte[bytes];
        for (int from = 0; from < bytes; from += PERIOD) {
            System.arraycopy(period, 0, sample, from, Math.min(PERIOD, bytes - from));
        }
        return sample;
    }

    private static boolean inflatesTo(byte[] deflated, int offset, byte[]... parts) {
        var expected = new GrowingBytes(0);
        for (byte[] part : parts) {
            expected.add(part);
        }
        var inflated = new byte[expected.length() + 1];
        try (var inflater = new Inflater(true)) {
            inflater.setInput(deflated, offset, deflated.length - offset);
            int length = inflater.inflate(inflated);
            return inflater.finished()
                    && length == expected.length()
                    && Arrays.equals(inflated, 0, length, expected.array(), 0, length);
        } catch (DataFormatException e) {
            return false;
        }
    }
}
