package dev.azulejo.cli.watch;

import dev.azulejo.core.failure.Remedy;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.intake.DroppedFile;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.record.Intake;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.exit.FailureWords;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.local.work.JobEnd;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUri;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// Looks at the inbox again and again, and takes each file that counts to its end, one after another. It keeps
/// nothing in memory that matters: it may be killed at any line, and the next start goes on. For one thread.
public final class Watch {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final WatchPlaces places;
    private final EmbeddedWiring wiring;
    private final DropIntake intake;
    private final Settling settling;
    private final WatchConsole console;
    private final WatchJournal journal;
    private final PendingFiles pending = new PendingFiles();
    private final TreeSet<ExitCode> failures = new TreeSet<>();
    private Duration pause = SHORTEST_PAUSE;

    public Watch(WatchPlaces places, EmbeddedWiring wiring, Settling settling, WatchConsole console) {
        this.places = places;
        this.wiring = wiring;
        this.intake = wiring.dropIntake(places.dropFolder());
        this.settling = settling;
        this.console = console;
        this.journal = new WatchJournal(places.journal());
    }

    /// Enhances what is there, and waits for what is still being written.
    ///
    /// @return as for a batch
    public ExitCode once() {
        wiring.expireIfPossible(Instant.now());
        var took = look();
        while (settling.isAnyUnsettled() || pending.count() > 0) {
            for (var next = pending.poll(); next.isPresent(); next = pending.poll()) {
                take(next.get().getKey(), next.get().getValue()).ifPresent(this::giveUp);
                console.pending(pending.count());
            }
            sleep(pauseAfter(took));
            took = look();
        }
        console.ended(wiring.meter());
        return failures.size() > 1 ? ExitCode.MIXED : failures.isEmpty() ? ExitCode.OK : failures.first();
    }

    private void giveUp(RuntimeException trouble) {
        var failure = FailureWords.shown(trouble);
        failures.add(failure.exitCode());
        console.gaveUp(failure);
    }

    /// Watches until the process ends.
    public ExitCode forever() {
        wiring.expireIfPossible(Instant.now());
        Thread.ofPlatform().daemon().name("inbox").start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                sleep(pauseAfter(look()));
            }
        });
        try {
            while (true) {
                var next = pending.take();
                var trouble = take(next.getKey(), next.getValue());
                if (trouble.isPresent()) {
                    pending.putBack(next.getKey(), next.getValue());
                    console.trouble(FailureWords.shown(trouble.get()), pause);
                    sleep(pause);
                    pause = longer(pause);
                } else {
                    pause = SHORTEST_PAUSE;
                }
                console.pending(pending.count());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /// The pause until the next look, which is longer for a large or slow inbox.
    private Duration pauseAfter(Duration look) {
        var longer = look.multipliedBy(10);
        var usual = places.inbox().betweenLooks();
        return longer.compareTo(usual) > 0 ? longer : usual;
    }

    /// Finds out which files have come and gone.
    ///
    /// @return how long it took
    private Duration look() {
        long start = System.nanoTime();
        try {
            var inbox = places.inbox().look();
            console.unreadable(inbox.unreadable());
            journal.retain(inbox);
            pending.retain(inbox);
            var counting =
                    settling.look(inbox, System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
            counting.entrySet().removeIf(file -> isDone(file.getKey(), file.getValue()));
            pending.add(counting);
            console.pending(pending.count());
        } catch (IOException e) {
            console.noInbox(places.inbox().name(), e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private boolean isDone(String key, WatchedFile file) {
        return journal.find(key)
                .filter(record -> record.isOf(file) && record.done())
                .isPresent();
    }

    /// Takes one file to its end.
    ///
    /// @return what is in the way, if it must be tried again later
    private Optional<RuntimeException> take(String key, WatchedFile file) {
        try {
            places.outbox().check();
            console.started(key);
            var entry = entry(key, file);
            if (entry.isPresent()) {
                var outcome = finish(entry.get().job());
                journal.done(key, entry.get());
                tell(key, outcome);
            }
            return Optional.empty();
        } catch (RuntimeException
                | VirtualMachineError e) { // the boundary of a file: no job could be made of it, or not ended
            if (e instanceof RuntimeException trouble && Remedy.of(trouble).isLater()) {
                return Optional.of(trouble);
            }
            var failure = FailureWords.shown(e);
            failures.add(failure.exitCode());
            console.failed(key, failure, e);
            return Optional.empty();
        } finally {
            console.stopped();
        }
    }

    /// Returns the job of a file: the one that was begun, or a new one.
    ///
    /// @return none when the file has changed since it counted, or is gone; then it is seen to elsewhere
    private Optional<WatchJournal.Entry> entry(String key, WatchedFile file) {
        var before = journal.find(key).filter(record -> record.isOf(file) && !record.done());
        if (before.isPresent()) {
            return before;
        }
        var uri = new StorageUri(places.inbox().uri(), key);
        String version;
        try {
            version = wiring.places().open(uri.place()).version(key);
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
        if (!places.inbox().isStill(key, file)) {
            return Optional.empty();
        }
        // Put again, so its options count anew, even if the bytes are those that lay here before.
        wiring.objects().work().delete(JobKeys.intake(Intake.ofSource(uri, version)));
        var dropped = new DroppedFile(uri.place(), key, Optional.of(version), file.bytes());
        return intake.run(dropped).map(request -> {
            var entry = new WatchJournal.Entry(file.bytes(), file.modifiedNanos(), version, request.job(), false);
            journal.taken(key, entry);
            return entry;
        });
    }

    private Outcome finish(JobId job) {
        var pipeline = wiring.pipeline();
        return JobEnd.of(() -> pipeline.finish(job, console::waitingForAnother), why -> pipeline.fail(job, why));
    }

    private void tell(String key, Outcome outcome) {
        if ((outcome instanceof Succeeded succeeded && succeeded.superseded())
                || (outcome instanceof Rejected rejected
                        && rejected.reason() == Reason.SOURCE_CHANGED
                        && places.inbox().has(key))) {
            console.outdated(key);
            return;
        }
        try {
            console.succeeded(key, places, FailureWords.succeeded(outcome), outcome);
        } catch (CommandFailure failure) {
            failures.add(failure.exitCode());
            console.refused(key, failure, outcome);
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
