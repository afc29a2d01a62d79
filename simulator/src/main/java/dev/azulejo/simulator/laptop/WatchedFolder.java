package dev.azulejo.simulator.laptop;

import dev.azulejo.core.failure.Remedy;
import dev.azulejo.core.intake.DroppedFile;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Intake;
import dev.azulejo.simulator.attempt.JobTruth;
import dev.azulejo.simulator.invariant.CommandRules;
import dev.azulejo.simulator.invariant.Violation;
import dev.azulejo.simulator.port.Port;
import dev.azulejo.simulator.port.PortCall;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.Fiber;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Stop;
import dev.azulejo.simulator.schedule.Trace.Aside;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.StorageUri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A folder, its user, and the process that watches it. The process handles each file as `azulejo watch`
/// does, in the same order; reading real folders, and when a file has settled, is covered by the tests of
/// the command.
final class WatchedFolder {
    private static final List<String> FILES = List.of("anime-x2/a.png", "anime-x2/b.png");
    private static final int LIVES = 4;
    private static final int MOST_LOOKS = 40;
    private static final int PAUSE = 15;

    private final LaptopWorld world;
    private final Surroundings surroundings;
    private final Scheduler scheduler;

    /// Entries of the journal on the disk, by file.
    private final Map<String, Entry> journal = new TreeMap<>();

    /// @param etag of the file that the entry describes
    private record Entry(String etag, String version, JobId job, boolean done) {}

    WatchedFolder(LaptopWorld world, Surroundings surroundings, Scheduler scheduler) {
        this.world = world;
        this.surroundings = surroundings;
        this.scheduler = scheduler;
    }

    void run() {
        int files = 1 + surroundings.below("a second file", 2);
        for (int file = 0; file < files; file++) {
            people(file);
        }
        scheduler.spawn("watch", null, 0, this::live);
        scheduler.run();
        scheduler.calm(true);
        scheduler.run();
        if (scheduler.isEndless()) {
            return;
        }
        scheduler.fibers().forEach(Fiber::abort);
        scheduler.run();
        scheduler.spawn("last watch", null, 0, () -> watch(world.process("last watch"), 3));
        scheduler.run();
        check();
        world.expireAll();
    }

    private void people(int file) {
        int changes = 1 + surroundings.below("further changes of " + file, 3);
        for (int change = 0; change < changes; change++) {
            int number = 1 + 10 * file + change;
            boolean deletes =
                    change > 0 && surroundings.below("change %d of %d deletes".formatted(change, file), 4) == 3;
            int delay = surroundings.below("when change %d of %d comes".formatted(change, file), change == 0 ? 1 : 700);
            scheduler.spawn(surroundings.next("user"), null, delay, () -> {
                if (deletes) {
                    var user = world.process("user");
                    scheduler.pass();
                    surroundings.say("deletes", FILES.get(file));
                    world.inbox().delete(FILES.get(file), user);
                } else {
                    world.upload(FILES.get(file), number, world.options());
                }
            });
        }
    }

    private void live() {
        for (int life = 0; life < LIVES; life++) {
            var process = SimProcess.mortal("watch" + "'".repeat(life));
            Scheduler.current().enter(process);
            try {
                watch(process, MOST_LOOKS);
                return;
            } catch (Stop.Killed e) {
                scheduler.sleep(1 + surroundings.below("when the watch begins again", 40));
            }
        }
    }

    /// Looks for new files and takes them, again and again.
    private void watch(SimProcess process, int looks) {
        var laptop = world.process(process);
        var pending = new LinkedHashMap<String, ObjectStat>();
        for (int look = 0; look < looks; look++) {
            look(pending);
            while (!pending.isEmpty()) {
                var next = pending.pollFirstEntry();
                if (!take(process, laptop, next.getKey(), next.getValue())) {
                    pending.putIfAbsent(next.getKey(), next.getValue());
                    scheduler.sleep(PAUSE);
                    break;
                }
            }
            scheduler.sleep(PAUSE);
        }
    }

    private void look(Map<String, ObjectStat> pending) {
        scheduler.pass();
        var there = new TreeMap<String, ObjectStat>();
        try (var files = world.inbox().shelf().list("")) {
            files.forEach(file -> there.put(file.key(), file));
        }
        journal.keySet().retainAll(there.keySet());
        pending.keySet().retainAll(there.keySet());
        there.forEach((key, file) -> {
            var entry = journal.get(key);
            boolean isDone = entry != null && entry.etag.equals(file.etag()) && entry.done;
            if (!isDone) {
                pending.put(key, file);
            }
        });
    }

    /// @return whether the file was taken to its end
    private boolean take(SimProcess process, LaptopProcess laptop, String key, ObjectStat file) {
        try {
            var entry = entry(process, laptop, key, file);
            if (entry.isPresent()) {
                var outcome = finish(laptop, entry.get().job);
                surroundings.say("the watch says", JobTruth.kind(outcome), "of attempt", outcome.attempt());
                CommandRules.atAnswer(world.history(), outcome).forEach(world::found);
                var noted = entry.get();
                note(process, key, new Entry(noted.etag, noted.version, noted.job, true));
            }
            return true;
        } catch (RuntimeException e) {
            if (Remedy.of(e).isLater()) {
                return false;
            }
            surroundings.say("the watch gives", key, "up:", new Aside(LaptopWorld.anonymous(e)));
            world.noted("the watch gives a file up: " + LaptopWorld.anonymous(e));
            return true;
        }
    }

    /// The job of a file: the one that was begun, or a new one; none if the file has changed meanwhile.
    private Optional<Entry> entry(SimProcess process, LaptopProcess laptop, String key, ObjectStat file) {
        var before =
                Optional.ofNullable(journal.get(key)).filter(noted -> noted.etag.equals(file.etag()) && !noted.done);
        if (before.isPresent()) {
            return before;
        }
        var uri = new StorageUri(world.inbox().uri(), key);
        String version;
        try {
            version = laptop.places().open(uri.place()).version(key);
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
        scheduler.pass();
        boolean isStill = world.inbox()
                .shelf()
                .stat(key)
                .filter(now -> now.etag().equals(file.etag()))
                .isPresent();
        if (!isStill) {
            return Optional.empty();
        }
        laptop.objects().work().delete(JobKeys.intake(Intake.ofSource(uri, version)));
        var dropped = new DroppedFile(uri.place(), key, Optional.of(version), file.bytes());
        return laptop.dropIntake().run(dropped).map(request -> {
            var entry = new Entry(file.etag(), version, request.job(), false);
            note(process, key, entry);
            return entry;
        });
    }

    private void note(SimProcess process, String key, Entry entry) {
        surroundings
                .port()
                .call(
                        process,
                        PortCall.PUT,
                        "journal of " + key,
                        false,
                        Port.Failures.of(words -> new StorageUnavailable(words, null)),
                        () -> {
                            journal.put(key, entry);
                            return "";
                        });
    }

    private Outcome finish(LaptopProcess laptop, JobId job) {
        try {
            return laptop.pipeline().finish(job, () -> {});
        } catch (RuntimeException e) {
            if (Remedy.of(e).isLater()) {
                throw e;
            }
            return laptop.pipeline().fail(job, e);
        }
    }

    private void check() {
        for (var file : FILES) {
            if (world.inbox().shelf().stat(file).isEmpty()) {
                continue;
            }
            CommandRules.atLastResult(world.history(), file, file).ifPresent(world::found);
            if (world.outbox().shelf().stat(file + ".error.json").isPresent()) {
                world.found(new Violation("REPORT-LEFT", file));
            }
        }
    }
}
