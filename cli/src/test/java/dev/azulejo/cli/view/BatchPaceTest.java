package dev.azulejo.cli.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final BatchPace pace = new BatchPace(3);

    @Test
    void filesThatTookLongerThanForeseenMakeThoseToComeLonger() {
        pace.next(0);
        assertThat(pace.place()).contains("file 1 of 3");
        assertThat(pace.left(0)).isEmpty();
        assertThat(pace.share(0.5)).isEmpty();
        pace.foreseen(List.of(7.0, 30.0, 63.0));
        assertThat(pace.left(0)).contains(Duration.ofSeconds(100));
        assertThat(pace.shown(0.5, 4 * SECOND)).contains("all 3 %, 96 s left");
        pace.ended(true, 17 * SECOND); // as if 10 seconds had been foreseen and had become 20
        pace.next(17 * SECOND);
        assertThat(pace.place()).contains("file 2 of 3");
        assertThat(pace.left(17 * SECOND)).contains(Duration.ofSeconds(2 * 93));
        assertThat(pace.left(27 * SECOND)).contains(Duration.ofSeconds(2 * 93 - 10));
        assertThat(pace.share(0.5)).hasValue(0.22);
    }

    /// What else there is to do still takes as long.
    @Test
    void whileAFileIsLateTheTimeStandsStill() {
        pace.foreseen(List.of(7.0, 30.0, 63.0));
        pace.next(0);
        assertThat(pace.left(7 * SECOND)).contains(Duration.ofSeconds(93));
        assertThat(pace.left(70 * SECOND)).contains(Duration.ofSeconds(93));
    }

    @Test
    void whatWasThereAlreadyTellsNothingOfTheTime() {
        pace.foreseen(List.of(7.0, 30.0, 63.0));
        pace.next(0);
        pace.ended(false, SECOND);
        pace.next(SECOND);
        assertThat(pace.left(SECOND)).contains(Duration.ofSeconds(93));
    }

    @Test
    void oneFileAloneHasNoPlace() {
        var alone = new BatchPace(1);
        alone.next(0);
        assertThat(alone.place()).isEmpty();
        assertThat(alone.shown(0.5, SECOND)).isEmpty();
    }

    @Test
    void eachFileIsForeseen() {
        assertThatThrownBy(() -> pace.foreseen(List.of(7.0))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "99, 99 s", "130, 2.2 min", "900, 15 min", "5990, 100 min", "7200, 2.0 h"})
    void timesAreShort(long seconds, String shown) {
        assertThat(BatchPace.shown(Duration.ofSeconds(seconds))).isEqualTo(shown);
    }
}
