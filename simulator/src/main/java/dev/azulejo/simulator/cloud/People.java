package dev.azulejo.simulator.cloud;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.CancelJob;
import dev.azulejo.core.job.JobId;
import dev.azulejo.simulator.attempt.Redriver;
import dev.azulejo.simulator.cloud.CloudMode.Chance;
import dev.azulejo.simulator.cloud.CloudMode.Redrives;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.Fiber;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Stop;
import dev.azulejo.simulator.schedule.Trace.Aside;
import dev.azulejo.storage.StorageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Customers and operators.
final class People {
    private static final int CANCEL_TRIES = 5;
    private static final int LATEST = 1_500;
    private static final int LATEST_STRANGER = 60;
    private static final int LATEST_EXPIRY = 400;

    private final CloudWorld world;
    private final Surroundings its;
    private final CloudMode mode;
    private final Redriver redriver;
    private List<JobId> candidates = List.of();
    private long lookedAt = -1;
    private final boolean isRude;
    private boolean closing;

    People(CloudWorld world, Surroundings its, CloudMode mode) {
        this.world = world;
        this.its = its;
        this.mode = mode;
        this.isRude = mode.redrives() == Redrives.RUDE;
        this.redriver = new Redriver(its, world::objects, job -> world.truth().newest(job), world::redrivenInVain);
    }

    int redrives() {
        return redriver.count();
    }

    /// Ends all that people do.
    void close() {
        closing = true;
    }

    void begin() {
        int sources = 1 + its.below("further sources", mode.sources());
        for (int source = 0; source < sources; source++) {
            upload(source);
        }
        if (mode.may(Chance.DELETES) && its.below("somebody deletes", 4) == 3) {
            its.scheduler().spawn("deleter", null, 50 + its.below("when somebody deletes", LATEST), () -> {
                world.deleteSource(0);
            });
        }
        if (mode.may(Chance.CANCELS) && its.below("somebody cancels", 3) != 0) {
            its.scheduler().spawn(its.next("canceller"), null, 0, this::cancel);
        }
        if (mode.may(Chance.STRANGERS)) {
            its.scheduler().spawn("stranger", null, 0, this::intrude);
        }
        if (mode.redrives() != Redrives.NEVER && !mode.redrives().isQuiet()) {
            its.scheduler().spawn("operator", null, 0, this::operate);
        }
    }

    private void upload(int source) {
        int versions = 1 + its.below("further versions of " + source, mode.versions());
        long putBefore = 0;
        for (int version = 0; version < versions; version++) {
            int number = 1 + 10 * source + image(version, source);
            long delay = source + version == 0
                    ? 0
                    : its.below("when version %d of %d is put".formatted(version, source), LATEST);
            putBefore = mode.may(Chance.PUT_BACK) ? putBefore + delay : delay;
            its.scheduler().spawn(its.next("uploader"), null, putBefore, () -> world.upload(source, number));
        }
    }

    /// The number of the image that a version of a source has.
    private int image(int version, int source) {
        if (mode.may(Chance.PUT_BACK)) {
            return version % 2;
        }
        boolean isSameAgain =
                version > 0 && its.below("%d of %d has the same bytes".formatted(version, source), 6) == 5;
        return version - (isSameAgain ? 1 : 0);
    }

    // ---- strangers, and what is old

    /// Has a stranger put a file at about the time when a job is delivered.
    private void intrude() {
        its.scheduler().await(() -> closing || isStitched());
        if (!closing) {
            its.scheduler().sleep(1 + its.below("when the stranger comes", LATEST_STRANGER));
            world.intrude(world.jobs().iterator().next());
        }
    }

    private boolean isStitched() {
        return !world.jobs().isEmpty() && world.isThere(world.jobs().iterator().next(), 0, "stitched.json");
    }

    /// Deletes all that is older than the next attempt, after that has begun.
    private void expire(JobId job) {
        int next = world.truth().newest(job).orElseThrow().number() + 1;
        var old = world.keys(job);
        its.scheduler().spawn(its.next("lifecycle"), null, 0, () -> {
            its.scheduler().await(() -> closing || world.isThere(job, next, "start.json"));
            if (!closing) {
                its.scheduler().sleep(1 + its.below("when what is old goes", LATEST_EXPIRY));
                world.expire(old);
            }
        });
    }

    // ---- cancelling

    private void cancel() {
        its.scheduler().await(() -> !world.jobs().isEmpty());
        its.scheduler().sleep(1 + its.below("when somebody cancels", LATEST));
        var all = List.copyOf(world.jobs());
        var job = all.get(its.below("which job is cancelled", all.size()));
        var me = Scheduler.current();
        for (int tries = 0; tries < CANCEL_TRIES; tries++) {
            var process = SimProcess.mortal("canceller" + "'".repeat(tries));
            me.enter(process);
            try {
                cancel(process, job);
                return;
            } catch (StorageFailure | TransientFailure e) {
                its.scheduler().pass();
            } catch (PermanentFailure e) {
                its.say("the cancel fails", new Aside(String.valueOf(e.getMessage())));
                return;
            } catch (Stop.Killed e) {
                if (its.below("nobody asks again", 2) == 1) {
                    return;
                }
            }
        }
    }

    private void cancel(SimProcess process, JobId job) {
        boolean isCancelled = new CancelJob(world.objects(process)).run(job, "asked for");
        its.say("cancels", job, isCancelled);
        if (isCancelled && mode.may(Chance.STOPS) && its.below("executions are stopped", 2) == 1) {
            world.machines().stop(job);
        }
    }

    // ---- trying again

    private void operate() {
        var me = Scheduler.current();
        me.enter(SimProcess.untouched("operator"));
        int rounds = 1 + its.below("further rounds of redrives", 2);
        for (int round = 0; round < rounds; round++) {
            its.scheduler().await(() -> closing || !candidates().isEmpty());
            if (closing) {
                return;
            }
            var candidates = candidates();
            var job = candidates.get(its.below("which job is redriven", candidates.size()));
            var under = new ArrayList<Fiber>();
            for (int i = 0; i < (mode.redrives() == Redrives.TWO ? 2 : 1); i++) {
                var name = its.next("redrive");
                int delay = its.below("when redrive %d of the round begins".formatted(i), 20);
                under.add(its.scheduler().spawn(name, null, delay, () -> redrive(name, !isRude, job)));
            }
            its.scheduler().await(() -> under.stream().allMatch(Fiber::isDone));
            its.scheduler().sleep(1 + its.below("pause of an operator", 600));
        }
    }

    /// The jobs that may be tried again. It is asked at each step, so it looks again only after something
    /// was written.
    private List<JobId> candidates() {
        if (lookedAt != world.writes()) {
            lookedAt = world.writes();
            candidates = world.jobs().stream()
                    .filter(job -> isRude
                            ? world.truth().decision(job).isPresent()
                            : world.truth().outcome(job).isPresent())
                    .toList();
        }
        return candidates;
    }

    private void redrive(String name, boolean isPolite, JobId job) {
        redriver.run(name, isPolite, job, () -> its.scheduler().sleep(1 + Delays.any(its, "redrive again")));
    }

    /// Has an operator redrive one of the jobs that have ended, and perhaps another one cancel it.
    ///
    /// @return none where no job has ended
    Optional<JobId> redriveQuietly() {
        var ended = candidates();
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        var name = its.next("redrive");
        var job = ended.get(its.below("which job of " + name, ended.size()));
        its.faults().limit(its.below("faults of " + name, 3));
        if (mode.may(Chance.LIFECYCLE) && its.below("what is old stays at " + name, 3) != 2) {
            expire(job);
        }
        its.scheduler().spawn(name, null, 0, () -> redrive(name, true, job));
        if (mode.may(Chance.CANCELS) && its.below("somebody cancels " + name, 2) == 1) {
            its.scheduler()
                    .spawn(
                            its.next("canceller"),
                            null,
                            30 + its.below("when somebody cancels " + name, 300),
                            this::cancel);
        }
        return Optional.of(job);
    }
}
