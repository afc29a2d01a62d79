package dev.azulejo.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.local.work.FilePace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceWordsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final FilePace pace = new FilePace(10_000_000, 0);

    @Test
    void theSpeedIsSaidOnceThereIsOne() {
        assertThat(PaceWords.speed(pace, SECOND)).isEmpty();
        pace.advanced(2_000_000, 2 * SECOND);
        assertThat(PaceWords.speed(pace, 3 * SECOND)).contains("1.00 MP/s, 7 s left");
    }

    @Test
    void theShareCountsWhatAnEarlierRunHasDone() {
        pace.found(5_000_000);
        pace.advanced(999_999, SECOND);
        assertThat(PaceWords.percent(pace)).isEqualTo("59 %");
    }
}
