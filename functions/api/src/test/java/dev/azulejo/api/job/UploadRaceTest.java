package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.UploadId;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.Holds.Removal;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Somebody removes an upload while somebody else makes a job of it: whichever comes in between, and wherever, either
/// the job is refused and the upload is gone, or the job is there and so is its upload.
class UploadRaceTest {
    private static final Tenant ANA = new Tenant("ana");

    /// More than either makes, so that the last ones are about one after the other.
    private static final long CALLS = 40;

    private final InMemory api = new InMemory();
    private final String upload = api.upload(ANA);
    private Optional<JobView> job = Optional.empty();
    private boolean wasRefused;
    private Removal removal = Removal.UNKNOWN;

    static LongStream calls() {
        return LongStream.range(0, CALLS);
    }

    private void submit(int percent) {
        try {
            job = Optional.of(api.jobs.submit(ANA, InMemory.body(upload, percent), Optional.empty()));
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isEqualTo(410);
            wasRefused = true;
        }
    }

    private void remove() {
        removal = api.holds.remove(ANA, UploadId.parse(upload).orElseThrow());
    }

    /// Has `other` happen before a call of `one`. Whoever waits for the other meanwhile waits for somebody who does
    /// not move, and takes them for dead.
    private void interleave(Runnable one, Runnable other, long at) {
        api.clock.hurry();
        api.work.watch(call -> {
            if (call == at) {
                api.work.rest();
                other.run();
            }
        });
        one.run();
        api.work.rest();
        if (removal == Removal.UNKNOWN) {
            remove();
        }
        if (job.isEmpty() && !wasRefused) {
            submit(50);
        }
    }

    private void assertOneOfBoth() {
        assertThat(wasRefused).isNotEqualTo(job.isPresent());
        assertThat(removal).isEqualTo(wasRefused ? Removal.REMOVED : Removal.NEEDED);
        assertThat(api.uploadPlace.list("").count()).isEqualTo(wasRefused ? 0 : 1);
    }

    @ParameterizedTest(name = "removed before call {0} of the job")
    @MethodSource("calls")
    void removedWhileAJobBegins(long call) {
        interleave(() -> submit(50), this::remove, call);
        assertOneOfBoth();
    }

    @ParameterizedTest(name = "a job before call {0} of the removal")
    @MethodSource("calls")
    void aJobBeginsWhileItIsRemoved(long call) {
        interleave(this::remove, () -> submit(50), call);
        assertOneOfBoth();
    }

    /// The last job of the upload is deleted, and takes the upload with it, while another begins.
    @ParameterizedTest(name = "another job before call {0} of the first one's end")
    @MethodSource("calls")
    void anotherJobBeginsWhileTheLastOneIsDeleted(long call) {
        var first = api.jobs.submit(ANA, InMemory.body(upload, 25), Optional.empty());
        removal = Removal.NEEDED;
        interleave(() -> api.jobs.delete(ANA, first.id()), () -> submit(50), call);
        assertThat(wasRefused).isNotEqualTo(job.isPresent());
        assertThat(api.uploadPlace.list("").count()).isEqualTo(wasRefused ? 0 : 1);
    }

    /// The job that is deleted is asked for again at that moment.
    @ParameterizedTest(name = "the same job before call {0} of its end")
    @MethodSource("calls")
    void theSameJobBeginsAgainWhileItIsDeleted(long call) {
        var first = api.jobs.submit(ANA, InMemory.body(upload, 50), Optional.empty());
        removal = Removal.NEEDED;
        interleave(() -> api.jobs.delete(ANA, first.id()), () -> submit(50), call);
        boolean isListed = api.jobs.look(ANA, first.id()).status() != JobView.Status.DELETED;
        assertThat(api.uploadPlace.list("").count()).isEqualTo(isListed ? 1 : 0);
    }

    /// Killed at any call, it is as if it had not begun, or it is finished by the next who asks.
    @ParameterizedTest(name = "killed at call {0}")
    @MethodSource("calls")
    void whoeverWasKilledWhileRemovingKeepsNobodyWaiting(long call) {
        api.work.watch(now -> {
            if (now == call) {
                throw new Killed();
            }
        });
        try {
            remove();
        } catch (RuntimeException | Killed e) { // threads that look for jobs wrap it
            assertThat(e).hasStackTraceContaining(Killed.class.getSimpleName());
            removal = Removal.UNKNOWN;
        }
        api.work.rest();
        api.clock.forward(Duration.ofMinutes(1));
        submit(50);
        remove();
        assertOneOfBoth();
    }

    /// Nor the next who removes it.
    @ParameterizedTest(name = "killed at call {0}")
    @MethodSource("calls")
    void whoeverRemovesWhatOneWasKilledAtRemovesIt(long call) {
        api.work.watch(now -> {
            if (now == call) {
                throw new Killed();
            }
        });
        try {
            remove();
        } catch (RuntimeException | Killed e) {
            assertThat(e).hasStackTraceContaining(Killed.class.getSimpleName());
        }
        api.work.rest();
        api.clock.forward(Duration.ofMinutes(1));
        assertTimeoutPreemptively(Duration.ofMinutes(5), this::remove);
        assertThat(removal).isEqualTo(Removal.REMOVED);
        assertThat(api.uploadPlace.list("").count()).isZero();
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /// A job that was never begun, as whoever wanted it was killed, keeps its upload for an hour.
    @ParameterizedTest(name = "killed at call {0}")
    @MethodSource("calls")
    void whoeverWasKilledWhileAJobBeganKeepsTheUploadNoLongerThanAnHour(long call) {
        api.work.watch(now -> {
            if (now == call) {
                throw new Killed();
            }
        });
        try {
            submit(50);
        } catch (RuntimeException | Killed e) {
            assertThat(e).hasStackTraceContaining(Killed.class.getSimpleName());
        }
        api.work.rest();
        boolean isThere = api.jobs
                        .list(ANA, new Paging(Optional.empty(), 1), JobFilter.ALL)
                        .jobs()
                        .size()
                == 1;
        api.clock.forward(Duration.ofMinutes(61));
        remove();
        boolean isNoted = !isThere && removal == Removal.NEEDED; // its record is there, and it is not listed yet
        assertThat(removal == Removal.NEEDED).isEqualTo(isThere || isNoted);
        if (isNoted) {
            submit(50);
            assertThat(job).isPresent();
        }
    }
}
