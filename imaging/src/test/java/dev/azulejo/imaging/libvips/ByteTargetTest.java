package dev.azulejo.imaging.libvips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ByteTargetTest {
    @Test
    void holdsWhatWasWrittenPieceByPieceWhateverWasExpected() {
        for (int expected : new int[] {0, 1, 3, 8, 100}) {
            try (var target = new ByteTarget(expected)) {
                assertThat(append(target, "a st")).isEqualTo(4);
                assertThat(append(target, "rip")).isEqualTo(3);
                target.rethrow();
                assertThat(target.written().toByteArray())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("a strip");
            }
        }
    }

    @Test
    @SuppressWarnings("restricted") // so much memory is not there, and not touched
    void whatItCannotHoldFailsTheCallAndIsThrownAfterIt() {
        try (var target = new ByteTarget(0)) {
            assertThat(target.append(MemorySegment.NULL.reinterpret(3L << 30))).isNegative();
            assertThatThrownBy(target::rethrow).isInstanceOf(ArithmeticException.class);
        }
    }

    private static long append(ByteTarget target, String text) {
        try (var arena = Arena.ofConfined()) {
            return target.append(arena.allocateFrom(ValueLayout.JAVA_BYTE, text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
