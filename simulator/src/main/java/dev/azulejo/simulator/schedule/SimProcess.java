package dev.azulejo.simulator.schedule;

/// A process: what dies at once. Several fibers may be in it.
public final class SimProcess {
    private final String name;
    private final Mortality mortality;
    private boolean dead;
    private boolean hasSuffered;
    private long firstCall = -1;

    /// What may happen to a process.
    public enum Mortality {
        /// It may be killed, and its calls may fail.
        MORTAL,
        /// Its calls may fail. Whoever runs it keeps it alive: a state machine.
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

    /// From now on none of its calls returns.
    public void die() {
        dead = true;
    }

    /// One of its calls met a fault.
    public void suffers() {
        hasSuffered = true;
    }

    public boolean hasSuffered() {
        return hasSuffered;
    }

    /// @throws Stop.Killed if it is dead
    public void requireAlive() {
        if (dead) {
            throw new Stop.Killed();
        }
    }

    /// Its work begins now: what it saw before counts no more.
    public void begins(long step) {
        firstCall = step;
    }

    public void calls(long step) {
        if (firstCall < 0) {
            firstCall = step;
        }
    }

    /// When the work that it does began; -1 before.
    public long begun() {
        return firstCall;
    }

    @Override
    public String toString() {
        return name;
    }
}
