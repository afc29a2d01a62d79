package dev.azulejo.functions.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.cloud.Heartbeat;
import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.Workforce.State;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final FleetSize SIZE = new FleetSize(Duration.ofMinutes(10), 8);

    private final MemoryStorage work = new MemoryStorage();
    private final ListedWorkers workers = new ListedWorkers();
    private int waiting;
    private Instant now = Instant.now();
    private double secondsPerJob = 60;
    private Pool pool = pool();

    private Pool pool() {
        return new Pool(work, _ -> new Work(secondsPerJob, 2), () -> waiting, workers, SIZE, () -> now);
    }

    @BeforeEach
    void theFunctionIsCold() {
        pool = pool();
    }

    private static List<Attempt> jobs(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Attempt.first(new JobId("%024x".formatted(number + 1))))
                .toList();
    }

    private void later(Duration time) {
        now = now.plus(time);
        pool = pool();
    }

    /// What a pool is for: a worker for each manifest would be a hundred.
    @Test
    void aHundredManifestsStartWhatTheirSecondsAreWorth() {
        assertThat(pool.look(jobs(100))).isEqualTo(8); // of 6,000 s ten would be wanted
        assertThat(workers.asked).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void whereNothingWaitsNobodyIsAsked() {
        workers.beforeListing = () -> {
            throw new TransientFailure("nobody is to be asked");
        };
        assertThat(pool.look(List.of())).isZero();
        assertThat(work.exists(Names.POOL_NOTES)).isFalse();
    }

    /// A resized photograph needs no model.
    @Test
    void workThatNoModelDoesStartsNobody() {
        var pool = new Pool(work, _ -> Work.NONE, () -> 0, workers, SIZE, () -> now);
        assertThat(pool.look(jobs(50))).isZero();
    }

    /// Its manifest was weeks ago, or its event was lost: nobody tells of it but the queue.
    @Test
    void aMessageAloneStartsAWorker() {
        waiting = 1;
        assertThat(pool.look(List.of())).isOne();
    }

    @Test
    void aWorkerThatIsNotListedYetIsNotStartedAgain() {
        waiting = 1;
        assertThat(pool.look(List.of())).isOne();
        later(Duration.ofSeconds(60));
        assertThat(pool.look(List.of())).isZero();
    }

    /// As when the function dies after it has noted what it is about to start.
    @Test
    void aWorkerThatIsNeverListedIsStartedAgain() {
        waiting = 1;
        assertThat(pool.look(List.of())).isOne();
        later(Duration.ofSeconds(121));
        assertThat(pool.look(List.of())).isOne();
    }

    @Test
    void aWorkerThatIsListedForLongIsNotStartedAgain() {
        waiting = 1;
        pool.look(List.of());
        workers.list(State.COMING, now);
        later(Duration.ofHours(20));
        assertThat(pool.look(List.of())).isZero();
    }

    @Test
    void aShardCountsAsMuchAsThoseThatCame() {
        secondsPerJob = 1_200; // two shards of 600 s
        waiting = 2;
        assertThat(pool.look(jobs(1))).isEqualTo(2);
        workers.list(State.RUNNING, now);
        waiting = 4; // with another job, whose event was lost
        later(Duration.ofMinutes(5));
        assertThat(pool.look(List.of())).isEqualTo(2);
    }

    /// Large jobs of the morning say nothing of the small ones of the evening.
    @Test
    void whatCameBeforeTheQueueWasEmptyIsForgotten() {
        secondsPerJob = 12_000;
        waiting = 2;
        pool.look(jobs(1));
        secondsPerJob = 2;
        waiting = 0;
        later(Duration.ofHours(1));
        workers.asked.clear();
        assertThat(pool.look(jobs(10))).isOne();
    }

    @Test
    void machinesOfOnesOwnAreSubtractedWhileTheyAreAlive() {
        now = Instant.now();
        waiting = 1;
        work.put(new Heartbeat("studio-1", 70).key(), new byte[0]);
        work.put(new Heartbeat("studio-2", 30).key(), new byte[0]);
        work.put("fleet/workers/what-is-this", new byte[0]);
        assertThat(pool.look(List.of())).isZero();
        now = now.plus(Heartbeat.LIVES).plusSeconds(1);
        assertThat(pool.look(List.of())).isOne();
    }

    @Test
    void theFirstWorkerOfAQuietHourStaysLonger() {
        pool.look(jobs(40));
        assertThat(workers.idle).containsExactly(300, 30, 30, 30);
        workers.list(State.RUNNING, now);
        later(Duration.ofMinutes(3));
        waiting = 160;
        pool.look(List.of());
        assertThat(workers.idle).endsWith(30, 30, 30, 30).hasSize(8);
    }

    @Test
    void whereWorkersFailOneIsTriedAfterAWhile() {
        waiting = 100;
        pool.look(List.of());
        workers.list(State.FAILED, now);
        workers.asked.clear();
        later(Duration.ofMinutes(3));
        assertThat(pool.look(List.of())).isZero();
        later(Duration.ofMinutes(12));
        assertThat(pool.look(List.of())).isOne();
    }

    /// Also where nothing keeps two calls apart, as in a new account.
    @Test
    void ofTwoThatLookAtOnceOneStartsWorkers() {
        waiting = 1;
        var other = pool();
        workers.beforeListing = () -> {
            workers.beforeListing = () -> {};
            assertThat(other.look(List.of())).isOne();
        };
        assertThat(pool.look(List.of())).isZero();
        assertThat(workers.asked).hasSize(1);
    }

    @Test
    void notesThatNobodyCanReadAreReplaced() {
        waiting = 1;
        work.put(Names.POOL_NOTES, new byte[] {1});
        assertThat(pool.look(List.of())).isOne();
        later(Duration.ofSeconds(10));
        assertThat(pool.look(List.of())).isZero();
    }

    @Test
    void aBatchSystemThatDoesNotAnswerIsAFailureThatMayPass() {
        waiting = 1;
        workers.beforeListing = () -> {
            throw new TransientFailure("503");
        };
        assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> pool.look(List.of()));
    }
}
