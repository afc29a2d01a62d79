package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.api.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeastRateTest {
    private long now = -1_000_000; // nanoTime may be negative

    private final LeastRate rate = new LeastRate(() -> now);

    private void after(Duration time) {
        now += time.toNanos();
    }

    @Test
    void nothingNeedsToComeAtFirst() {
        after(LeastRate.GRACE);
        assertThatCode(() -> rate.check(0)).doesNotThrowAnyException();
        after(Duration.ofSeconds(1));
        assertThatThrownBy(() -> rate.check(LeastRate.BYTES_PER_SECOND - 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("only 1,023 bytes came in 31 seconds; 1,024 a second");
        assertThatCode(() -> rate.check(LeastRate.BYTES_PER_SECOND)).doesNotThrowAnyException();
    }

    @Test
    void aSlowUploadThatMovesGoesOnForDays() {
        for (int hour = 1; hour < 100; hour++) {
            after(Duration.ofHours(1));
            long came = 3600L * hour * LeastRate.BYTES_PER_SECOND;
            assertThatCode(() -> rate.check(came)).doesNotThrowAnyException();
        }
    }

    @Test
    void aGoodStartPaysForABadMinute() {
        after(Duration.ofMinutes(2));
        long came = 120L * LeastRate.BYTES_PER_SECOND;
        assertThatCode(() -> rate.check(came)).doesNotThrowAnyException();
        after(LeastRate.GRACE);
        assertThatCode(() -> rate.check(came)).doesNotThrowAnyException();
        after(Duration.ofMillis(10));
        assertThatThrownBy(() -> rate.check(came)).isInstanceOf(ProblemException.class);
    }
}
