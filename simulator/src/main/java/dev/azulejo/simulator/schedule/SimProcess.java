package dev.azulejo.simulator.schedule;

/// A process: all its fibers die at once. It may have several.
public final class SimProcess {
    private final String name;
    private final Mortality mortality;
    private boolean dead;
    private boolean hasSuffered;
    private long firstCall = -1;

    /// What may happen to a process.
    public enum Mortality {
        /// The process may be killed, and its calls may fail.
        MORTAL,
        /// Its calls may fail, but its host keeps it alive: a state machine.
        IMMORTAL,
        /// Nothing happens to it: a person, whose tools try again.
        UNTOUCHED
    }

    public SimProcess(String name, Mortality mortality) {
        this.name = name;
        this.mortality = mortality;
    }

    public static SimProcess mortal(String name) {
        return new SimProcess(name, Mortality.MORTAL);
    }

    public static SimProcess untouched(String name) {
        return new SimProcess(name, Mortality.UNTOUCHED);
    }

    public String name() {
        return name;
    }

    public Mortality mortality() {
        return mortality;
    }

    public boolean isDead() {
        return dead;
    }

    /// Kills the process: none of its calls returns from now on.
    public void die() {
        dead = true;
    }

    /// Records that one of the process's calls met a fault.
    public void suffers() {
        hasSuffered = true;
    }

    public boolean hasSuffered() {
        return hasSuffered;
    }

    /// @throws Stop.Killed if the process is dead
    public void requireAlive() {
        if (dead) {
            throw new Stop.Killed();
        }
    }

    /// Marks the beginning of the process's work: what it saw before counts no more.
    public void begins(long step) {
        firstCall = step;
    }

    public void calls(long step) {
        if (firstCall < 0) {
            firstCall = step;
        }
    }

    /// The step at which the process began its current work; -1 before.
    public long begun() {
        return firstCall;
    }

    @Override
    public String toString() {
        return name;
    }
}
