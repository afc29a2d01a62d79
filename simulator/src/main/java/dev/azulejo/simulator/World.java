package dev.azulejo.simulator;

import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.port.Places;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.simulator.attempt.JobTruth;
import dev.azulejo.simulator.image.Pictures;
import dev.azulejo.simulator.invariant.Circumstances;
import dev.azulejo.simulator.invariant.History;
import dev.azulejo.simulator.invariant.Invariants;
import dev.azulejo.simulator.invariant.Violation;
import dev.azulejo.simulator.place.Delete;
import dev.azulejo.simulator.place.Place;
import dev.azulejo.simulator.place.PlaceView;
import dev.azulejo.simulator.place.Shelf;
import dev.azulejo.simulator.place.Write;
import dev.azulejo.simulator.port.Coverage;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.RunClock;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Precondition;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The places of a run, its clock, its faults, and the rules that are checked after every change.
public abstract class World {
    /// The codec that all runs share, since its first use is slow.
    protected static final JobCodec CODEC = new RememberingCodec(new JacksonCodec());

    private static final long MOST_STEPS = 600_000;
    private static final double[] PAUSES = {0, 0.002, 0.01, 0.03};

    protected final Surroundings surroundings;
    protected final Scheduler scheduler;
    protected final RunClock clock;
    protected final Place inbox;
    protected final Place work;
    protected final Place outbox;
    protected final DropFolder folder;
    protected final int rowsPerStrip;
    protected final History history;
    private final Coverage coverage = new Coverage();
    private final Invariants invariants;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Integer> notes = new TreeMap<>();

    /// @param stripRows possible numbers of rows of a strip, of which one is chosen
    protected World(Run.Setting setting, Kind kind, int... stripRows) {
        var choices = setting.choices();
        scheduler = new Scheduler(
                choices,
                setting.trace(),
                MOST_STEPS,
                PAUSES[choices.below(null, "how often fibers pause", PAUSES.length)]);
        this.surroundings = new Surroundings(choices, setting.trace(), scheduler, coverage);
        rowsPerStrip = stripRows[choices.below(null, "rows of a strip", stripRows.length)];
        var runClock = new RunClock(scheduler);
        clock = runClock;
        Supplier<Instant> times =
                kind == Kind.COARSE_BUCKETS ? () -> runClock.now().truncatedTo(ChronoUnit.SECONDS) : runClock::now;
        inbox = place(kind, "inbox", times);
        work = place(kind, "work", times);
        outbox = place(kind, "outbox", times);
        folder = new DropFolder(inbox.uri(), outbox.uri());
        var truth = new JobTruth(CODEC);
        history = new History(inbox, work, outbox, truth, scheduler::step, clock::now, rowsPerStrip);
        invariants = kind == Kind.DIRECTORIES ? Invariants.ofLaptop() : Invariants.ofCloud();
    }

    /// Runs the world to its end, and checks the rules on the way and at the end.
    final void begin() {
        for (var place : List.of(inbox, work, outbox)) {
            place.onTry(key -> history.tried(place, key));
            place.onWrite(this::added);
            place.onDelete((key, by) -> deleted(place, key, by));
        }
        run();
    }

    /// What kind of storage the places are.
    protected enum Kind {
        DIRECTORIES,
        /// Buckets whose times have any precision.
        BUCKETS,
        /// Buckets whose times are whole seconds, as those of S3 are.
        COARSE_BUCKETS
    }

    private static Place place(Kind kind, String name, Supplier<Instant> clock) {
        return kind == Kind.DIRECTORIES
                ? new Place(name, URI.create("test://" + name + "/"), Shelf.directory(clock))
                : new Place(name, URI.create("s3://sim-" + name), Shelf.bucket(clock));
    }

    private void added(Write write) {
        invariants.add(history, write).forEach(this::violated);
        written(write);
    }

    private void deleted(Place place, String key, SimProcess by) {
        invariants.delete(history, new Delete(place, key, by)).forEach(this::violated);
    }

    /// Checks the rules for an outcome that a process is about to be told.
    protected void told(Outcome outcome, SimProcess by) {
        invariants.tell(history, outcome, by).forEach(this::violated);
    }

    /// Called when an object has appeared.
    protected abstract void written(Write write);

    /// Runs the world to its end and checks the result.
    protected abstract void run();

    protected void check(Circumstances circumstances) {
        if (scheduler.isEndless()) {
            violated(new Violation("ENDLESS", "after %d steps".formatted(scheduler.step())));
            return;
        }
        scheduler.crashes().forEach(crash -> note("CRASH of " + crash));
        invariants.atTheEnd(history, circumstances).forEach(this::violated);
    }

    protected void violated(Violation violation) {
        violations.add(violation);
        surroundings.say("***", violation);
    }

    /// Counts something worth knowing that is no violation.
    protected void note(String words) {
        notes.merge(words, 1, Integer::sum);
    }

    // ---- places as processes see them

    protected JobStorage view(Place place, SimProcess process) {
        return new PlaceView(place, surroundings, process);
    }

    protected JobObjects objects(SimProcess process) {
        return new JobObjects(view(work, process), CODEC);
    }

    protected Places places(SimProcess process) {
        var in = view(inbox, process);
        var out = view(outbox, process);
        return place -> place.equals(inbox.uri()) ? in : out;
    }

    // ---- people

    /// Enters a new process that meets no faults: a person.
    protected SimProcess person(String name) {
        var person = SimProcess.untouched(name);
        Scheduler.current().enter(person);
        return person;
    }

    /// Has a person put an image into the inbox.
    protected void put(String key, int number, Map<String, String> metadata) {
        var person = person("uploader");
        scheduler.pass();
        inbox.commit(key, Pictures.file(number), metadata, Precondition.NONE, person);
        var version = inbox.shelf().version(key);
        history.put(new History.Picture(key, version, number));
        surroundings.say("puts image", number, "as", version, "of", key);
    }

    // ---- what came of it

    Coverage coverage() {
        return coverage;
    }

    List<Violation> violations() {
        return violations;
    }

    Map<String, Integer> notes() {
        return notes;
    }

    protected Scheduler scheduler() {
        return scheduler;
    }

    int faultCount() {
        return surroundings.faults().count();
    }
}
