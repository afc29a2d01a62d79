package dev.azulejo.simulator.laptop;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.CancelJob;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.local.JobLock;
import dev.azulejo.core.local.LocalCleanup;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.simulator.Run;
import dev.azulejo.simulator.World;
import dev.azulejo.simulator.attempt.JobTruth;
import dev.azulejo.simulator.image.BuildLook;
import dev.azulejo.simulator.image.FragileModel;
import dev.azulejo.simulator.image.Pictures;
import dev.azulejo.simulator.invariant.Circumstances;
import dev.azulejo.simulator.invariant.CommandRules;
import dev.azulejo.simulator.invariant.History;
import dev.azulejo.simulator.invariant.Violation;
import dev.azulejo.simulator.laptop.LaptopMode.Chance;
import dev.azulejo.simulator.place.Place;
import dev.azulejo.simulator.place.Write;
import dev.azulejo.simulator.port.Faults.Severity;
import dev.azulejo.simulator.port.FiberMap;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.Fiber;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Stop;
import dev.azulejo.simulator.schedule.Trace.Aside;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUri;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Several processes of one machine around the same folders: commands that users give, or a watched folder.
public final class LaptopWorld extends World {
    private static final String SOURCE = "a.raw";
    private static final String RESULT = "a-large.raw";
    private static final String OTHER = "a-other.raw";
    private static final int MOST_FAULTS = 6;
    private static final double[] FAULTS = {0.003, 0.01, 0.05};
    private static final int MOST_LIVES = 4;

    private final LaptopMode mode;
    private final FiberLock locks;
    private final boolean hasSecondResult;

    public LaptopWorld(Run.Setting setting, LaptopMode mode) {
        super(setting, Kind.DIRECTORIES, Pictures.RESULT_ROWS, Pictures.RESULT_ROWS, 24);
        this.mode = mode;
        this.locks = new FiberLock(surroundings);
        this.hasSecondResult = surroundings.below("a second result", 4) == 3;
        surroundings.faults().withFullDisks();
        surroundings
                .faults()
                .set(new Severity(
                        surroundings.below("most faults", MOST_FAULTS),
                        FAULTS[surroundings.below("faults", FAULTS.length)],
                        ""));
    }

    @Override
    protected void written(Write write) {}

    // ---- what the parts of this world ask for

    Surroundings surroundings() {
        return surroundings;
    }

    Place inbox() {
        return inbox;
    }

    Place outbox() {
        return outbox;
    }

    static JobCodec codec() {
        return CODEC;
    }

    void upload(String key, int number, Map<String, String> options) {
        put(key, number, options);
    }

    History history() {
        return history;
    }

    /// Options of a job on a dropped file: how the work is cut.
    Map<String, String> options() {
        return Map.of(
                "azulejo-strip-rows",
                String.valueOf(rowsPerStrip),
                "azulejo-shard-tiles",
                String.valueOf(shardTiles()));
    }

    private int shardTiles() {
        return rowsPerStrip == Pictures.RESULT_ROWS ? 100 : 4;
    }

    SimProcess process(String name) {
        return person(name);
    }

    void found(Violation violation) {
        violated(violation);
    }

    void noted(String words) {
        note(words);
    }

    LaptopProcess process(SimProcess process) {
        return new LaptopProcess(
                objects(process),
                CODEC,
                places(process),
                folder,
                new FragileModel(surroundings.port(), process, false),
                new BuildLook(surroundings.port(), process, seen()),
                (id, outcome, correlation) -> history.told(id, outcome),
                lock(process),
                new FiberMap(surroundings),
                mode.may(Chance.WATCH));
    }

    private double seen() {
        boolean isNewer = mode.may(Chance.LOOKS) && surroundings.below("a newer build", 2) == 1;
        return isNewer ? BuildLook.NEWER : BuildLook.USUAL;
    }

    private JobLock lock(SimProcess process) {
        return mode.may(Chance.NO_LOCKS) ? FiberLock.none() : locks.of(process);
    }

    private void expire(SimProcess process) {
        new LocalCleanup(objects(process)).expire(clock.now(), lock(process));
    }

    // ---- one command

    private Order order() {
        var recipe = mode.may(Chance.LOOKS) ? "auto" : "anime-x2";
        var one = Enhancement.by(recipe).as(ImageFormat.PNG, 90).cut(new GeometrySpec(0, shardTiles(), rowsPerStrip));
        var source = new StorageUri(inbox.uri(), SOURCE);
        var result = new StorageUri(outbox.uri(), RESULT);
        if (!hasSecondResult) {
            return new Order(source, 1, one, result);
        }
        var both = new Enhancement(
                one.recipe(), one.models(), one.scale(), List.of(one.main(), one.main()), one.options());
        return new Order(source, 1, both, List.of(result, new StorageUri(outbox.uri(), OTHER)));
    }

    private Stream<String> results() {
        return hasSecondResult ? Stream.of(RESULT, OTHER) : Stream.of(RESULT);
    }

    /// Gives the command, again if its process was killed.
    private void enhance(String name) {
        for (int life = 0; life < MOST_LIVES; life++) {
            var process = SimProcess.mortal(name + "'".repeat(life));
            Scheduler.current().enter(process);
            try {
                var outcome =
                        process(process).pipeline().enhance(order(), () -> surroundings.say("(waits for another)"));
                surroundings.say("the command says", JobTruth.kind(outcome), "of attempt", outcome.attempt());
                CommandRules.atAnswer(history, outcome).forEach(this::violated);
                return;
            } catch (Stop.Killed e) {
                scheduler.sleep(1 + surroundings.below("when the command is given again", 40));
            } catch (StorageFailure | StageFailure e) {
                surroundings.say("the command ends:", e.getClass().getSimpleName());
                note("the command ends with " + e.getClass().getSimpleName());
                return;
            } catch (RuntimeException e) {
                violated(new Violation("BREAKS", "the command: " + anonymous(e)));
                return;
            }
        }
    }

    static String anonymous(RuntimeException e) {
        return String.valueOf(e).replaceAll("[0-9a-f]{24}", "JOB");
    }

    private void commands(int count) {
        for (int i = 0; i < count; i++) {
            var name = surroundings.next("p");
            int delay = i == 0 ? 0 : surroundings.below("when " + name + " begins", 200);
            scheduler.spawn(name, null, delay, () -> enhance(name));
        }
    }

    // ---- the run

    @Override
    protected void run() {
        if (mode.may(Chance.WATCH)) {
            new WatchedFolder(this, surroundings, scheduler).run();
        } else {
            runCommands();
        }
        check(circumstances());
        scheduler.end();
    }

    private void runCommands() {
        scheduler.spawn("user", null, 0, () -> put(SOURCE, 1, Map.of()));
        scheduler.run(() -> !history.pictures().isEmpty());
        commands(1 + surroundings.below("further commands", 3));
        if (surroundings.below("the source is replaced", 3) == 2) {
            int delay = surroundings.below("when the source is replaced", 300);
            scheduler.spawn("user2", null, delay, () -> put(SOURCE, 2, Map.of()));
        }
        if (surroundings.below("the result is deleted", 3) == 2) {
            scheduler.spawn("user3", null, surroundings.below("when the result is deleted", 500), this::deleteResult);
        }
        if (mode.may(Chance.CANCELS)) {
            scheduler.spawn("cancel", null, surroundings.below("when the job is cancelled", 150), this::cancel);
        }
        if (mode.may(Chance.EXPIRES)) {
            switchOff();
        }
        scheduler.run();
        scheduler.calm(true);
        scheduler.run();
        if (!scheduler.isEndless()) {
            commandSucceedsAtLast();
            expireAll();
        }
    }

    private void deleteResult() {
        var user = person("user");
        scheduler.await(() -> outbox.shelf().stat(RESULT).isPresent());
        surroundings.say("deletes the result");
        outbox.delete(RESULT, user);
        commands(1 + surroundings.below("commands after the result is deleted", 2));
    }

    private void cancel() {
        var person = person("cancel");
        scheduler.await(() -> !history.jobs().isEmpty());
        try {
            var job = history.jobs().iterator().next();
            surroundings.say("cancels", new CancelJob(objects(person)).run(job, "asked for"));
        } catch (PermanentFailure e) {
            surroundings.say("the cancel fails", new Aside(anonymous(e)));
            note("the cancel fails: " + anonymous(e));
        }
    }

    /// Switches the machine off for eight days; it then cleans up beside running jobs.
    private void switchOff() {
        long off = scheduler.step() + 20 + surroundings.below("when the machine is switched off", 250);
        scheduler.run(() -> scheduler.step() > off);
        surroundings.say("switched off, eight days pass");
        for (var fiber : scheduler.fibers()) {
            var process = fiber.process();
            if (process != null) {
                process.die();
            }
            fiber.abort();
        }
        scheduler.calm(true);
        scheduler.run();
        scheduler.calm(false);
        clock.pass(Duration.ofDays(8));
        int cleaners = 1 + surroundings.below("two clean up", 2);
        for (int i = 0; i < cleaners; i++) {
            var name = surroundings.next("expire");
            scheduler.spawn(name, null, surroundings.below("when " + name + " begins", 60), () -> {
                var process = SimProcess.mortal(name);
                Scheduler.current().enter(process);
                try {
                    expire(process);
                } catch (StorageFailure e) {
                    surroundings.say("the clean-up ends:", e.getClass().getSimpleName());
                }
            });
        }
        commands(1 + surroundings.below("commands after eight days", 2));
    }

    /// Gives the command once more without faults.
    private void commandSucceedsAtLast() {
        scheduler.fibers().forEach(Fiber::abort);
        scheduler.run();
        var last = new @Nullable Outcome[1];
        for (int i = 0; i < 2 && !(last[0] instanceof Outcome.Succeeded); i++) {
            var name = surroundings.next("last");
            scheduler.spawn(name, null, 0, () -> {
                try {
                    last[0] = process(person(name)).pipeline().enhance(order(), () -> {});
                    surroundings.say("the command says", JobTruth.kind(last[0]));
                } catch (RuntimeException e) {
                    violated(new Violation("BREAKS", "the last command: " + anonymous(e)));
                }
            });
            scheduler.run();
            if (i == 0 && !(last[0] instanceof Outcome.Succeeded)) {
                note("the command had to be given twice");
            }
        }
        if (last[0] instanceof Outcome.Succeeded) {
            results()
                    .flatMap(result -> CommandRules.atLastResult(history, SOURCE, result).stream())
                    .forEach(this::violated);
        } else {
            violated(new Violation(
                    "STUCK",
                    "the same command twice more: "
                            + Optional.ofNullable(last[0]).map(JobTruth::kind).orElse("breaks")));
        }
    }

    void expireAll() {
        clock.pass(Duration.ofDays(30));
        scheduler.spawn("at last", null, 0, () -> expire(person("expire")));
        scheduler.run();
        CommandRules.atTheVeryEnd(history).ifPresent(this::violated);
    }

    private Circumstances circumstances() {
        return new Circumstances(
                surroundings.faults().count(),
                0,
                0,
                0,
                0,
                0,
                surroundings.faults().isFree(),
                List.of(),
                List.of());
    }
}
