package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.job.JobView.Status;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.events.JacksonCodec;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Somebody deletes a job while somebody else asks for it, or tries it again: whichever comes in between, and wherever,
/// a job that is deleted has ended and has nothing, and one that is not has what it needs.
class JobRaceTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Optional<String> KEY = Optional.of("key-1");
    private static final Optional<String> NO_KEY = Optional.empty();

    /// More than any of them makes, so that the last ones are about one after the other.
    private static final long CALLS = 50;

    private final InMemory api = new InMemory();
    private final InMemory other = api.another();
    private final JobObjects objects = new JobObjects(api.work, new JacksonCodec());
    private final String upload = api.upload(ANA);

    static LongStream calls() {
        return LongStream.range(0, CALLS);
    }

    private JobId submit(Optional<String> key) {
        return submit(api, key);
    }

    private JobId submit(InMemory process, Optional<String> key) {
        return new JobId(process.jobs.submit(ANA, InMemory.body(upload), key).id());
    }

    /// Refused is an answer, too.
    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isIn(404, 409, 410);
        }
    }

    /// Has `other` happen before a call of `one`; after it, where it makes fewer.
    private void interleave(Runnable one, Runnable other, long at) {
        var hasCome = new boolean[1];
        api.clock.hurry();
        api.work.watch(call -> {
            if (call == at) {
                api.work.rest();
                hasCome[0] = true;
                attempt(other);
            }
        });
        attempt(one);
        api.work.rest();
        if (!hasCome[0]) {
            attempt(other);
        }
    }

    private void kill(Runnable one, long at) {
        api.work.watch(call -> {
            if (call == at) {
                throw new Killed();
            }
        });
        try {
            attempt(one);
        } catch (RuntimeException | Killed e) { // threads that look for jobs wrap it
            assertThat(e).hasStackTraceContaining(Killed.class.getSimpleName());
        }
        api.work.rest();
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private boolean isDeleted(JobId job) {
        return api.jobs.look(ANA, job.text()).status() == Status.DELETED;
    }

    private boolean hasEnded(JobId job) {
        return objects.newest(job).flatMap(objects::decision).isPresent();
    }

    private void assertDeleted(JobId job) {
        assertThat(isDeleted(job)).isTrue();
        assertThat(hasEnded(job)).isTrue();
        assertThat(api.resultPlace.list("")).isEmpty();
    }

    private void assertConsistent(JobId job) {
        if (isDeleted(job)) {
            assertDeleted(job);
        } else {
            assertThat(hasEnded(job)).isFalse();
            assertThat(api.uploadPlace.list("").count()).isEqualTo(1);
        }
    }

    /// Somebody whose request got no answer sends it again, has the job, and deletes it. Then the first one goes on.
    @ParameterizedTest(name = "before call {0} of the first one")
    @MethodSource("calls")
    void aSlowRequestBringsNoDeletedJobBack(long call) {
        api.jobs.submit(ANA, InMemory.body(upload, 25), NO_KEY); // so the upload stays
        var job = new JobId[1];
        interleave(
                () -> submit(KEY),
                () -> {
                    job[0] = submit(other, KEY);
                    other.succeed(job[0]);
                    other.jobs.delete(ANA, job[0].text());
                },
                call);
        assertDeleted(job[0]);
    }

    /// The same without a key: who comes when the job is deleted already may have it made again.
    @ParameterizedTest(name = "before call {0} of the first one")
    @MethodSource("calls")
    void norDoesOneWithoutAKeyThatHasLooked(long call) {
        api.jobs.submit(ANA, InMemory.body(upload, 25), NO_KEY);
        var job = new JobId[1];
        interleave(
                () -> submit(NO_KEY),
                () -> {
                    job[0] = submit(other, NO_KEY);
                    other.succeed(job[0]);
                    other.jobs.delete(ANA, job[0].text());
                },
                call);
        assertConsistent(job[0]);
    }

    /// A library repeats what got no answer, however late that arrives.
    @ParameterizedTest(name = "killed before call {0}")
    @MethodSource("calls")
    void aRepeatOfARequestBringsNoJobBackThatWasDeletedSince(long call) {
        api.jobs.submit(ANA, InMemory.body(upload, 25), NO_KEY);
        kill(() -> submit(KEY), call);
        var job = submit(KEY);
        api.jobs.delete(ANA, job.text());
        attempt(() -> submit(KEY));
        assertDeleted(job);
    }

    /// But a request that was made of a deleted job may be repeated.
    @ParameterizedTest(name = "killed before call {0}")
    @MethodSource("calls")
    void whoeverIsKilledWhileAskingForADeletedJobMayAskAgain(long call) {
        api.jobs.submit(ANA, InMemory.body(upload, 25), NO_KEY);
        var job = submit(NO_KEY);
        api.jobs.delete(ANA, job.text());
        kill(() -> submit(KEY), call);
        assertThat(submit(KEY)).isEqualTo(job);
        assertThat(isDeleted(job)).isFalse();
        assertThat(hasEnded(job)).isFalse();
    }

    @ParameterizedTest(name = "before call {0} of the redrive")
    @MethodSource("calls")
    void aRedriveBringsNoDeletedJobBack(long call) {
        var job = submit(NO_KEY);
        api.jobs.cancel(ANA, job.text());
        interleave(() -> api.jobs.redrive(ANA, job.text()), () -> other.jobs.delete(ANA, job.text()), call);
        assertDeleted(job);
        assertThat(api.uploadPlace.list("")).isEmpty();
    }

    @ParameterizedTest(name = "before call {0} of the end")
    @MethodSource("calls")
    void aJobThatIsRedrivenWhileItIsDeletedIsDeleted(long call) {
        var job = submit(NO_KEY);
        api.jobs.cancel(ANA, job.text());
        interleave(() -> api.jobs.delete(ANA, job.text()), () -> other.jobs.redrive(ANA, job.text()), call);
        assertDeleted(job);
    }

    @ParameterizedTest(name = "killed before call {0}")
    @MethodSource("calls")
    void whatIsLeftOfARedriveThatWasKilledEndsWithTheJob(long call) {
        var job = submit(NO_KEY);
        api.jobs.cancel(ANA, job.text());
        kill(() -> api.jobs.redrive(ANA, job.text()), call);
        attempt(() -> api.jobs.delete(ANA, job.text()));
        assertDeleted(job);
        attempt(() -> api.jobs.redrive(ANA, job.text()));
        assertDeleted(job);
    }

    /// What the new attempt has made is not taken from it either.
    @ParameterizedTest(name = "before call {0} of the end")
    @MethodSource("calls")
    void whoeverAsksForAJobWhileItIsDeletedGetsAllOfItOrNothing(long call) {
        api.jobs.submit(ANA, InMemory.body(upload, 25), NO_KEY);
        var job = submit(NO_KEY);
        api.succeed(job);
        var tile = "jobs/" + job + "/tiles/0";
        interleave(
                () -> api.jobs.delete(ANA, job.text()),
                () -> {
                    submit(other, NO_KEY);
                    if (!hasEnded(job)) {
                        api.work.put(tile, new byte[] {1});
                    }
                },
                call);
        assertConsistent(job);
        assertThat(api.work.exists(tile)).isEqualTo(!hasEnded(job));
    }

    /// One who deletes it is slow; meanwhile another has deleted it, and it was asked for again.
    @ParameterizedTest(name = "before call {0} of the first one")
    @MethodSource("calls")
    void whoeverDeletesAJobSlowlyLeavesItDeletedOrWhole(long call) {
        api.jobs.submit(ANA, InMemory.body(upload, 25), NO_KEY);
        var job = submit(NO_KEY);
        api.succeed(job);
        interleave(
                () -> api.jobs.delete(ANA, job.text()),
                () -> {
                    other.jobs.delete(ANA, job.text());
                    submit(other, NO_KEY);
                },
                call);
        assertConsistent(job);
    }
}
