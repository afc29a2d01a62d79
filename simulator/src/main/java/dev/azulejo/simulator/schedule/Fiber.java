package dev.azulejo.simulator.schedule;

import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One line of work. Of all fibers of a run exactly one runs at a time.
public final class Fiber {
    private final String name;
    final Semaphore go = new Semaphore(0);

    @Nullable SimProcess process;

    @Nullable BooleanSupplier waiting;

    @Nullable Throwable crash;

    long asleepUntil;
    int priority;
    long points;
    boolean done;
    boolean abort;

    Fiber(String name, @Nullable SimProcess process, long asleepUntil) {
        this.name = name;
        this.process = process;
        this.asleepUntil = asleepUntil;
    }

    public String name() {
        return name;
    }

    /// How often the fiber has let others run; it names a place in the fiber's work.
    long points() {
        return points;
    }

    public boolean isDone() {
        return done;
    }

    /// Stops the fiber where it is.
    public void abort() {
        abort = true;
    }

    public @Nullable SimProcess process() {
        return process;
    }

    /// Moves the fiber to another process, as its own has died or ended.
    public void enter(SimProcess entered) {
        process = entered;
    }

    boolean canRun(long step) {
        return !done && (abort || (asleepUntil <= step && (waiting == null || waiting.getAsBoolean())));
    }

    /// The fiber's name, and its process if that has another name.
    String told() {
        return process == null || process.name().equals(name) ? name : name + "/" + process.name();
    }
}
