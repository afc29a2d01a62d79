package dev.azulejo.simulator.cloud;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.CancelJob;
import dev.azulejo.core.job.key.JobId;
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
    private final Surroundings surroundings;
    private final CloudMode mode;
    private final Redriver redriver;
    private List<JobId> candidates = List.of();
    private long lookedAt = -1;
    private final boolean isRude;
    private boolean closing;

    People(CloudWorld world, Surroundings surroundings, CloudMode mode) {
        this.world = world;
        this.surroundings = surroundings;
        this.mode = mode;
        this.isRude = mode.redrives() == Redrives.RUDE;
        this.redriver =
                new Redriver(surroundings, world::objects, job -> world.truth().newest(job), world::redrivenInVain);
    }

    int redrives() {
        return redriver.count();
    }

    /// Ends all that people do.
    void close() {
        closing = true;
    }

    void begin() {
        int sources = 1 + surroundings.below("further sources", mode.sources());
        for (int source = 0; source < sources; source++) {
            upload(source);
        }
        if (mode.may(Chance.DELETES) && surroundings.below("somebody deletes", 4) == 3) {
            surroundings
                    .scheduler()
                    .spawn("deleter", null, 50 + surroundings.below("when somebody deletes", LATEST), () -> {
                        world.deleteSource(0);
                    });
        }
        if (mode.may(Chance.CANCELS) && surroundings.below("somebody cancels", 3) != 0) {
            surroundings.scheduler().spawn(surroundings.next("canceller"), null, 0, this::cancel);
        }
        if (mode.may(Chance.STRANGERS)) {
            surroundings.scheduler().spawn("stranger", null, 0, this::intrude);
        }
        if (mode.redrives() != Redrives.NEVER && !mode.redrives().isQuiet()) {
            surroundings.scheduler().spawn("operator", null, 0, this::operate);
        }
    }

    private void upload(int source) {
        int versions = 1 + surroundings.below("further versions of " + source, mode.versions());
        long putBefore = 0;
        for (int version = 0; version < versions; version++) {
            int number = 1 + 10 * source + image(version, source);
            long delay = source + version == 0
                    ? 0
                    : surroundings.below("when version %d of %d is put".formatted(version, source), LATEST);
            putBefore = mode.may(Chance.PUT_BACK) ? putBefore + delay : delay;
            surroundings
                    .scheduler()
                    .spawn(surroundings.next("uploader"), null, putBefore, () -> world.upload(source, number));
        }
    }

    /// The number of the image that a version of a source has.
    private int image(int version, int source) {
        if (mode.may(Chance.PUT_BACK)) {
            return version % 2;
        }
        boolean isSameAgain =
                version > 0 && surroundings.below("%d of %d has the same bytes".formatted(version, source), 6) == 5;
        return version - (isSameAgain ? 1 : 0);
    }

    // ---- strangers, and what is old

    /// Has a stranger put a file at about the time when a job is delivered.
    private void intrude() {
        surroundings.scheduler().await(() -> closing || isStitched());
        if (!closing) {
            surroundings.scheduler().sleep(1 + surroundings.below("when the stranger comes", LATEST_STRANGER));
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
        surroundings.scheduler().spawn(surroundings.next("lifecycle"), null, 0, () -> {
            surroundings.scheduler().await(() -> closing || world.isThere(job, next, "start.json"));
            if (!closing) {
                surroundings.scheduler().sleep(1 + surroundings.below("when what is old goes", LATEST_EXPIRY));
                world.expire(old);
            }
        });
    }

    // ---- cancelling

    private void cancel() {
        surroundings.scheduler().await(() -> !world.jobs().isEmpty());
        surroundings.scheduler().sleep(1 + surroundings.below("when somebody cancels", LATEST));
        var all = List.copyOf(world.jobs());
        var job = all.get(surroundings.below("which job is cancelled", all.size()));
        var me = Scheduler.current();
        for (int tries = 0; tries < CANCEL_TRIES; tries++) {
            var process = SimProcess.mortal("canceller" + "'".repeat(tries));
            me.enter(process);
            try {
                cancel(process, job);
                return;
            } catch (StorageFailure | TransientFailure e) {
                surroundings.scheduler().pass();
            } catch (PermanentFailure e) {
                surroundings.say("the cancel fails", new Aside(String.valueOf(e.getMessage())));
                return;
            } catch (Stop.Killed e) {
                if (surroundings.below("nobody asks again", 2) == 1) {
                    return;
                }
            }
        }
    }

    private void cancel(SimProcess process, JobId job) {
        boolean isCancelled = new CancelJob(world.objects(process)).run(job, "asked for");
        surroundings.say("cancels", job, isCancelled);
        if (isCancelled && mode.may(Chance.STOPS) && surroundings.below("executions are stopped", 2) == 1) {
            world.machines().stop(job);
        }
    }

    // ---- trying again

    private void operate() {
        var me = Scheduler.current();
        me.enter(SimProcess.untouched("operator"));
        int rounds = 1 + surroundings.below("further rounds of redrives", 2);
        for (int round = 0; round < rounds; round++) {
            surroundings.scheduler().await(() -> closing || !candidates().isEmpty());
            if (closing) {
                return;
            }
            var candidates = candidates();
            var job = candidates.get(surroundings.below("which job is redriven", candidates.size()));
            var under = new ArrayList<Fiber>();
            for (int i = 0; i < (mode.redrives() == Redrives.TWO ? 2 : 1); i++) {
                var name = surroundings.next("redrive");
                int delay = surroundings.below("when redrive %d of the round begins".formatted(i), 20);
                under.add(surroundings.scheduler().spawn(name, null, delay, () -> redrive(name, !isRude, job)));
            }
            surroundings.scheduler().await(() -> under.stream().allMatch(Fiber::isDone));
            surroundings.scheduler().sleep(1 + surroundings.below("pause of an operator", 600));
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
        redriver.run(
                name,
                isPolite,
                job,
                () -> surroundings.scheduler().sleep(1 + Delays.any(surroundings, "redrive again")));
    }

    /// Has an operator redrive one of the jobs that have ended, and perhaps another one cancel it.
    ///
    /// @return none where no job has ended
    Optional<JobId> redriveQuietly() {
        var ended = candidates();
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        var name = surroundings.next("redrive");
        var job = ended.get(surroundings.below("which job of " + name, ended.size()));
        surroundings.faults().limit(surroundings.below("faults of " + name, 3));
        if (mode.may(Chance.LIFECYCLE) && surroundings.below("what is old stays at " + name, 3) != 2) {
            expire(job);
        }
        surroundings.scheduler().spawn(name, null, 0, () -> redrive(name, true, job));
        if (mode.may(Chance.CANCELS) && surroundings.below("somebody cancels " + name, 2) == 1) {
            surroundings
                    .scheduler()
                    .spawn(
                            surroundings.next("canceller"),
                            null,
                            30 + surroundings.below("when somebody cancels " + name, 300),
                            this::cancel);
        }
        return Optional.of(job);
    }
}
