package dev.azulejo.imaging.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.imaging.bytes.GrowingBytes;
import dev.azulejo.imaging.deflate.Deflate.Ending;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeflatesTest {
    private static final Deflates HERE = Deflates.found();
    private static final Deflates WITHOUT_ISAL = new Deflates(List.of());

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static Deflate isal() {
        boolean installed = IsalLibrary.load(IsalLibrary.SYSTEM_NAMES).isPresent();
        assumeTrue(installed, "ISA-L is not here: apt install libisal2");
        assertThat(HERE.fastest(1)).as("where it is, it works").isEqualTo(IsalDeflate.NAME);
        return HERE.named(IsalDeflate.NAME);
    }

    @Test
    void isalTakesTheFastLevelAlone() {
        assertThat(HERE.fastest(1)).isEqualTo(isal().name());
        assertThat(HERE.fastest(2)).isEqualTo(JavaDeflate.NAME);
        assertThat(isal().fingerprint()).matches("ISA-L of .*isal.*, sample [0-9a-f]{8}");
    }

    @Test
    void withoutIsalZlibTakesAll() {
        assertThat(WITHOUT_ISAL.fastest(1)).isEqualTo(JavaDeflate.NAME);
        assertThat(WITHOUT_ISAL.named(JavaDeflate.NAME).fingerprint())
                .isEqualTo(HERE.named(JavaDeflate.NAME).fingerprint());
    }

    @Test
    void whatAPlanFixedAndIsNotHereIsAFailureThatSaysWhatToDo() {
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> WITHOUT_ISAL.named(IsalDeflate.NAME))
                .withMessageContaining("apt install libisal2");
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> HERE.named("zopfli"))
                .withMessageContaining("deflated by zopfli");
    }

    @Test
    void anotherLibraryIsNotTakenForIsal() {
        var others = new Deflates(List.of("libno-such-library.so.7", "libc.so.6", "libSystem.dylib"));
        assertThat(others.fastest(1)).isEqualTo(JavaDeflate.NAME);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyPiecesInflateToWhatTheyWere(long seed) throws DataFormatException {
        var random = new Random(seed);
        var bytes = new byte[random.nextInt(1 << random.nextInt(1, 20))];
        random.nextBytes(bytes);
        byte mask = (byte) (seed % 3 == 0 ? 0xff : 0x13);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= mask;
        }
        boolean isal = seed % 2 == 0;
        try (var stream =
                isal ? isal().open(1) : WITHOUT_ISAL.named(JavaDeflate.NAME).open(random.nextInt(1, 10))) {
            for (int file = 0; file < 2; file++) {
                stream.restart();
                var target = new GrowingBytes(random.nextInt(100));
                int done = 0;
                while (done < bytes.length) {
                    int piece = random.nextInt(bytes.length - done) + 1;
                    stream.add(bytes, done, piece, random.nextBoolean() ? Ending.NONE : Ending.FLUSH, target);
                    done += piece;
                }
                stream.add(bytes, done, 0, Ending.LAST, target);
                assertInflatesTo(target.toByteArray(), bytes);
            }
        }
    }

    private static void assertInflatesTo(byte[] deflated, byte[] bytes) throws DataFormatException {
        try (var inflater = new Inflater(true)) {
            inflater.setInput(deflated);
            var inflated = new byte[bytes.length + 1];
            assertThat(inflater.inflate(inflated)).isEqualTo(bytes.length);
            assertThat(inflater.finished()).isTrue();
            assertThat(inflater.getRemaining()).isZero();
            assertThat(Arrays.copyOf(inflated, bytes.length)).isEqualTo(bytes);
        }
    }

    /// A stream that forgets bytes that did not fit into a buffer.
    @Test
    void aStreamThatLosesBytesIsFound() {
        try (var whole = WITHOUT_ISAL.named(JavaDeflate.NAME).open(1);
                var forgetful = new Forgetful(whole, 1 << 18);
                var narrow = new Forgetful(whole, 1 << 12)) {
            assertThat(DeflateSample.holds(whole, DeflateSample.LONGEST)).isTrue();
            assertThat(DeflateSample.holds(forgetful, DeflateSample.LONGEST)).isFalse();
            assertThat(DeflateSample.holds(narrow, DeflateSample.SHORT)).isFalse();
        }
    }

    private record Forgetful(Deflate.Stream whole, int room) implements Deflate.Stream {
        @Override
        public void add(byte[] bytes, int offset, int count, Ending ending, GrowingBytes target) {
            var made = new GrowingBytes(0);
            whole.add(bytes, offset, count, ending, made);
            target.room(room);
            int kept = Math.min(room - 1, made.length());
            System.arraycopy(made.array(), 0, target.array(), target.length(), kept);
            target.grow(kept);
        }

        @Override
        public void restart() {
            whole.restart();
        }

        @Override
        public void close() {}
    }
}
