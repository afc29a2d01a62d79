package dev.azulejo.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final BatchPace pace = new BatchPace(List.of(100L, 300L, 600L));

    @Test
    void timeIsForeseenByTheBytesThatAreLeft() {
        pace.next(0);
        assertThat(pace.place()).contains("file 1 of 3");
        assertThat(pace.left(OptionalDouble.of(0), SECOND)).isEmpty();
        assertThat(pace.left(OptionalDouble.of(0.5), SECOND)).contains(Duration.ofSeconds(19));
        pace.ended(true, 2 * SECOND);
        pace.next(2 * SECOND);
        assertThat(pace.place()).contains("file 2 of 3");
        assertThat(pace.share(0.5)).isEqualTo(0.25);
        assertThat(pace.left(OptionalDouble.of(0.5), 5 * SECOND)).contains(Duration.ofSeconds(15));
    }

    @Test
    void whatWasThereAlreadyTellsNothingOfTheTime() {
        pace.next(0);
        pace.ended(false, SECOND);
        pace.next(SECOND);
        assertThat(pace.left(OptionalDouble.of(0), SECOND)).isEmpty();
        pace.ended(true, 4 * SECOND);
        assertThat(pace.left(OptionalDouble.empty(), 4 * SECOND)).contains(Duration.ofSeconds(6));
        pace.next(4 * SECOND);
        assertThat(pace.share(1)).isEqualTo(1);
    }

    @Test
    void oneFileAloneHasNoPlace() {
        var alone = new BatchPace(List.of(100L));
        alone.next(0);
        assertThat(alone.place()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "99, 99 s", "130, 2 min", "5999, 100 min", "7200, 2.0 h"})
    void timesAreShort(long seconds, String shown) {
        assertThat(BatchPace.shown(Duration.ofSeconds(seconds))).isEqualTo(shown);
    }
}
