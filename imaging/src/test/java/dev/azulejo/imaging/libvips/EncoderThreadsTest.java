package dev.azulejo.imaging.libvips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.foreign.NativeFunction;
import dev.azulejo.imaging.testkit.TestLibvips;
import org.junit.jupiter.api.Test;

final class EncoderThreadsTest {
    private static final Libvips LIBVIPS = TestLibvips.LIBVIPS;

    private final NativeFunction concurrency = LIBVIPS.library().function("vips_concurrency_get");

    private int threads() {
        return concurrency.number();
    }

    @Test
    void anEncoderHasAsManyOnAnyMachineAndAllElseOne() {
        assertThat(threads()).isEqualTo(1);
        assertThat(LIBVIPS.withEncoderThreads(this::threads)).isEqualTo(Libvips.ENCODER_THREADS);
        assertThat(threads()).isEqualTo(1);
    }

    @Test
    void oneThatEndsTakesNoneFromOneThatGoesOn() {
        int left = LIBVIPS.withEncoderThreads(() -> {
            LIBVIPS.withEncoderThreads(() -> "done");
            return threads();
        });
        assertThat(left).isEqualTo(Libvips.ENCODER_THREADS);
    }

    @Test
    void oneThatFailsGivesThemBack() {
        assertThatThrownBy(() -> LIBVIPS.withEncoderThreads(() -> {
                    throw new IllegalStateException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(threads()).isEqualTo(1);
    }
}
