package dev.azulejo.cli.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
        pace.begins(1, 0);
        assertThat(pace.place(1)).contains("file 1 of 3");
        assertThat(pace.left(0)).isEmpty();
        assertThat(pace.share()).isEmpty();
        pace.foreseen(List.of(10.0, 30.0, 60.0));
        assertThat(pace.left(0)).contains(Duration.ofSeconds(100));
        pace.advanced(1, 0.5);
        assertThat(pace.shown(4 * SECOND)).contains("all 5 %, 96 s left");
        pace.ended(1, true, 30 * SECOND); // as if 20 seconds had been foreseen and had become 40
        pace.begins(2, 30 * SECOND);
        assertThat(pace.left(30 * SECOND)).contains(Duration.ofMinutes(3));
        assertThat(pace.left(40 * SECOND)).contains(Duration.ofSeconds(2 * 90 - 10));
        pace.advanced(2, 0.5);
        assertThat(pace.share()).hasValue(0.25);
    }

    /// What else there is to do still takes as long.
    @Test
    void whileAFileIsLateTheTimeStandsStill() {
        pace.foreseen(List.of(7.0, 30.0, 63.0));
        pace.begins(1, 0);
        assertThat(pace.left(7 * SECOND)).contains(Duration.ofSeconds(93));
        assertThat(pace.left(70 * SECOND)).contains(Duration.ofSeconds(93));
    }

    @Test
    void whatWasThereAlreadyTellsNothingOfTheTime() {
        pace.foreseen(List.of(7.0, 30.0, 63.0));
        pace.begins(1, 0);
        pace.ended(1, false, SECOND);
        pace.begins(2, SECOND);
        assertThat(pace.left(SECOND)).contains(Duration.ofSeconds(93));
    }

    /// What of the second file was done beside the first counts when the first ends.
    @Test
    void twoFilesAtOnceTakeTheirTimeTogether() {
        pace.foreseen(List.of(10.0, 10.0, 80.0));
        pace.begins(1, 0);
        pace.begins(2, 0);
        pace.advanced(2, 0.5);
        pace.ended(1, true, 15 * SECOND); // as foreseen
        assertThat(pace.left(15 * SECOND)).contains(Duration.ofSeconds(85));
        assertThat(pace.share()).hasValue(0.15);
        pace.ended(2, true, 20 * SECOND);
        pace.begins(3, 20 * SECOND);
        assertThat(pace.left(20 * SECOND)).contains(Duration.ofSeconds(80));
    }

    /// 60 mixed files, three of them broken, as `benchmarks/batch-time.sh` makes them, on two cores: what
    /// was foreseen of each, and half of the CPU seconds that it took.
    @Test
    void aBatchThatWasRecordedIsForeseenAfterTwoFilesAndBetterAfterTen() throws IOException {
        var recorded = recorded();
        var foreseen = recorded.stream().map(file -> file[0]).toList();
        double left = recorded.stream().mapToDouble(file -> file[1]).sum();
        var batch = new BatchPace(recorded.size());
        batch.foreseen(foreseen);
        long now = 0;
        for (int done = 0; done < recorded.size(); done++) {
            batch.begins(done + 1, now);
            isNear(batch, left, done, now);
            double took = recorded.get(done)[1];
            now += (long) (took * SECOND);
            left -= took;
            batch.ended(done + 1, took > 0, now);
        }
    }

    private record Run(int file, double start, double end) {
        /// What is done at a time, in tiles that take about five seconds of one core.
        double share(double seconds, double foreseen) {
            double tiles = Math.ceil(2 * foreseen / 5);
            return tiles == 0 ? 0 : Math.floor(tiles * Math.clamp((seconds - start) / (end - start), 0, 1)) / tiles;
        }
    }

    /// The same files with a core for each of two.
    @Test
    void soIsItTwoAtATime() throws IOException {
        var recorded = recorded();
        var batch = new BatchPace(recorded.size());
        batch.foreseen(recorded.stream().map(file -> file[0]).toList());
        double[] free = new double[2]; // when each core has the next one's turn
        var runs = new ArrayList<Run>();
        for (int file = 0; file < recorded.size(); file++) {
            int core = free[0] <= free[1] ? 0 : 1;
            double start = free[core];
            free[core] += 2 * recorded.get(file)[1];
            runs.add(new Run(file, start, free[core]));
        }
        double all = Math.max(free[0], free[1]);
        int begun = 0;
        int done = 0;
        for (var ended :
                runs.stream().sorted(Comparator.comparingDouble(Run::end)).toList()) {
            long now = (long) (ended.end * SECOND);
            for (; begun < Math.min(done + 2, recorded.size()); begun++) {
                batch.begins(begun + 1, (long) (runs.get(begun).start * SECOND));
            }
            for (var run : runs.subList(0, begun)) {
                batch.advanced(run.file + 1, run.share(ended.end, recorded.get(run.file)[0]));
            }
            batch.ended(ended.file + 1, recorded.get(ended.file)[1] > 0, now);
            done++;
            isNear(batch, all - ended.end, done, now);
        }
    }

    private static void isNear(BatchPace batch, double left, int done, long now) {
        double said = batch.left(now).orElseThrow().toMillis() / 1e3;
        double factor = Math.max(said / left, left / said);
        if (done >= 2 && left > 20) {
            assertThat(factor).as("after %d files", done).isLessThan(done < 10 ? 1.5 : 1.2);
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
        alone.begins(1, 0);
        assertThat(alone.place(1)).isEmpty();
        assertThat(alone.shown(SECOND)).isEmpty();
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
