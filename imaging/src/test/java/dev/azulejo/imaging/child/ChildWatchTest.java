package dev.azulejo.imaging.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tests the rules of [ChildLimits] on a process that does nothing, with a clock that tests turn.
class ChildWatchTest {
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final ChildLimits LIMITS =
            new ChildLimits(1L << 40, SILENCE, Duration.ofSeconds(90), Duration.ofSeconds(1));

    private final AtomicLong nanos = new AtomicLong(-5); // a clock of no zero
    private final Process process = idleProcess();
    private final ChildWatch watch = new ChildWatch(process, LIMITS, SILENCE, nanos::get);

    private static Process idleProcess() {
        try {
            return new ProcessBuilder("sleep", "3600").start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void asLongAsNobodyWantsRowsNothingIsLate() {
        pass(SILENCE.multipliedBy(10));
        assertThat(watch.judged()).isFalse();
        watch.startTurn();
        pass(SILENCE);
        assertThat(watch.judged()).isFalse();
        watch.endTurn();
        pass(SILENCE.multipliedBy(10));
        assertThat(watch.judged()).isFalse();
    }

    @Test
    void aTurnWithoutAWordEndsTheProcess() throws InterruptedException {
        watch.startTurn();
        pass(SILENCE.plusNanos(1));
        assertThat(watch.judged()).isTrue();
        assertThat(watch.verdict()).contains("kept its decoder busy for 60 s without a sign of progress");
        assertThat(process.waitFor()).isNotZero();
    }

    @Test
    void allTurnsOfAFileTogetherAreBoundedByItsSize() {
        watch.begin();
        watch.allow(30_000_000); // 90 s and 30
        for (int turn = 0; turn < 3; turn++) {
            watch.startTurn();
            pass(Duration.ofSeconds(40));
            assertThat(watch.judged()).isFalse();
            watch.endTurn();
        }
        watch.startTurn();
        pass(Duration.ofSeconds(1));
        assertThat(watch.judged()).isTrue();
        assertThat(watch.verdict().orElseThrow()).startsWith("takes more than 120 s to be decoded");
    }

    @Test
    void theNextFileStartsAnew() {
        for (int file = 0; file < 5; file++) {
            watch.begin();
            watch.startTurn();
            pass(Duration.ofSeconds(50));
            assertThat(watch.judged()).isFalse();
            watch.endTurn();
        }
    }
}
