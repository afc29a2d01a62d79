package dev.azulejo.cli.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
        pace.foreseen(List.of(10.0, 30.0, 60.0));
        assertThat(pace.left(0)).contains(Duration.ofSeconds(100));
        assertThat(pace.shown(0.5, 4 * SECOND)).contains("all 5 %, 96 s left");
        pace.ended(true, 30 * SECOND); // as if 20 seconds had been foreseen and had become 40
        pace.next(30 * SECOND);
        assertThat(pace.place()).contains("file 2 of 3");
        assertThat(pace.left(30 * SECOND)).contains(Duration.ofMinutes(3));
        assertThat(pace.left(40 * SECOND)).contains(Duration.ofSeconds(2 * 90 - 10));
        assertThat(pace.share(0.5)).hasValue(0.25);
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

    /// 60 mixed files, three of them broken, as `benchmarks/batch-time.sh` makes them, on two cores: what was foreseen
    /// of each, and half of the CPU seconds that it took.
    @Test
    void aBatchThatWasRecordedIsForeseenAfterTwoFilesAndBetterAfterTen() throws IOException {
        var recorded = recorded();
        var foreseen = recorded.stream().map(file -> file[0]).toList();
        double left = recorded.stream().mapToDouble(file -> file[1]).sum();
        var batch = new BatchPace(recorded.size());
        batch.foreseen(foreseen);
        long now = 0;
        for (int done = 0; done < recorded.size(); done++) {
            batch.next(now);
            double said = batch.left(now).orElseThrow().toMillis() / 1e3;
            double factor = Math.max(said / left, left / said);
            if (done >= 2 && left > 20) {
                assertThat(factor).as("after %d files", done).isLessThan(done < 10 ? 1.5 : 1.2);
            }
            double took = recorded.get(done)[1];
            now += (long) (took * SECOND);
            left -= took;
            batch.ended(took > 0, now);
        }
    }

    private static List<Double[]> recorded() throws IOException {
        try (var file = Objects.requireNonNull(BatchPaceTest.class.getResourceAsStream("sixty-files.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .map(Double::valueOf)
                            .toArray(Double[]::new))
                    .toList();
        }
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
