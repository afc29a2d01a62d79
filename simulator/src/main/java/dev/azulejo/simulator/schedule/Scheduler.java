package dev.azulejo.simulator.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Runs one of all fibers at a time; it lets others run at each call of a port. Time is a count of steps;
/// if no fiber can go on before some later step, it jumps there.
public final class Scheduler {
    private static final int LONGEST_PAUSE = 2_000;
    private static final ThreadLocal<Fiber> CURRENT = new ThreadLocal<>();

    private final Choices choices;
    private final Trace trace;
    private final long mostSteps;
    private final double pauseProbability;
    private final List<Fiber> fibers = new ArrayList<>();
    private final List<Fiber> runnable = new ArrayList<>();
    private final List<Fiber> crashed = new ArrayList<>();
    private final Semaphore idle = new Semaphore(0);
    private BooleanSupplier stop = () -> false;
    private LongSupplier alarm = () -> Long.MAX_VALUE;
    private @Nullable Fiber last;
    private long step;
    private int switches;
    private boolean calm;
    private boolean over;

    /// @param mostSteps a run that takes more is endless
    /// @param pauseProbability of a long pause of a fiber, at each call
    public Scheduler(Choices choices, Trace trace, long mostSteps, double pauseProbability) {
        this.choices = choices;
        this.trace = trace;
        this.mostSteps = mostSteps;
        this.pauseProbability = pauseProbability;
    }

    /// The fiber that runs now.
    public static Fiber current() {
        var fiber = CURRENT.get();
        if (fiber == null) {
            throw new IllegalStateException("only a fiber of a run can do this");
        }
        return fiber;
    }

    /// The fiber that runs now; none while the world is set up or checked.
    public static @Nullable Fiber currentOrNone() {
        return CURRENT.get();
    }

    public long step() {
        return step;
    }

    public int switches() {
        return switches;
    }

    public boolean isEndless() {
        return step >= mostSteps;
    }

    /// Whether the run is in the calm, in which nothing unusual happens any more.
    public boolean isCalm() {
        return calm;
    }

    public void calm(boolean now) {
        calm = now;
        if (now) {
            fibers.forEach(fiber -> fiber.asleepUntil = Math.min(fiber.asleepUntil, step));
        }
    }

    /// @param next step at which something other than a fiber happens by the clock alone
    public void alarm(LongSupplier next) {
        alarm = next;
    }

    public List<Fiber> fibers() {
        return List.copyOf(fibers);
    }

    /// The fibers that ended by an exception.
    public List<String> crashes() {
        return crashed.stream().map(fiber -> fiber.name() + ": " + fiber.crash).toList();
    }

    /// @param process that the fiber is in; absent if it will enter one itself
    /// @param delay steps before it begins
    public Fiber spawn(String name, @Nullable SimProcess process, long delay, Runnable body) {
        var fiber = new Fiber(name, process, step + delay);
        fibers.add(fiber);
        Thread.ofVirtual().name(name).start(() -> {
            CURRENT.set(fiber);
            fiber.go.acquireUninterruptibly();
            try {
                if (!over && !fiber.abort) {
                    body.run();
                }
            } catch (Stop stopped) {
                fiber.crash = null;
            } catch (Throwable crash) {
                fiber.crash = crash;
                crashed.add(fiber);
            } finally {
                ended(fiber);
            }
        });
        return fiber;
    }

    private void ended(Fiber fiber) {
        fiber.done = true;
        fiber.points++;
        fibers.remove(fiber);
        if (over) {
            idle.release();
        } else {
            goOn(choose(fiber, false));
        }
    }

    /// Lets other fibers run, and perhaps pauses.
    public void pass() {
        var me = current();
        me.points++;
        if (!calm && pauseProbability > 0) {
            int pause = choices.draw(
                    me,
                    "pauses",
                    random -> random.nextDouble() < pauseProbability ? 1 + random.nextInt(LONGEST_PAUSE) : 0);
            if (pause > 0) {
                me.asleepUntil = step + pause;
                trace.say(me, "(pauses)");
            }
        }
        handOver(me);
    }

    /// Waits until the condition holds.
    public void await(BooleanSupplier condition) {
        var me = current();
        while (!condition.getAsBoolean()) {
            me.points++;
            me.waiting = condition;
            try {
                handOver(me);
            } finally {
                me.waiting = null;
            }
        }
    }

    public void sleep(long steps) {
        var me = current();
        me.points++;
        me.asleepUntil = step + steps;
        handOver(me);
    }

    private void handOver(Fiber me) {
        if (over) {
            throw new Stop.Over();
        }
        var next = choose(me, me.canRun(step));
        if (next != me) {
            goOn(next);
            me.go.acquireUninterruptibly();
        }
        if (over) {
            throw new Stop.Over();
        }
        if (me.abort) {
            throw new Stop.Aborted();
        }
    }

    private void goOn(@Nullable Fiber next) {
        if (next == null) {
            idle.release();
        } else {
            next.go.release();
        }
    }

    /// The fiber that goes on, one step later; null if the run is to stop here, or none can go on.
    private @Nullable Fiber choose(@Nullable Fiber at, boolean mayGoOn) {
        while (step < mostSteps && !stop.getAsBoolean()) {
            runnable.clear();
            long wake = alarm.getAsLong();
            wake = wake > step ? wake : Long.MAX_VALUE;
            for (var fiber : fibers) {
                if (fiber.canRun(step)) {
                    runnable.add(fiber);
                } else if (fiber.asleepUntil > step) {
                    wake = Math.min(wake, fiber.asleepUntil);
                }
            }
            if (!runnable.isEmpty()) {
                var next = choices.next(at, mayGoOn && runnable.contains(at), runnable);
                step++;
                trace.at(step);
                if (next != last) {
                    switches++;
                }
                last = next;
                return next;
            }
            if (wake == Long.MAX_VALUE) {
                return null;
            }
            step = wake;
        }
        return null;
    }

    /// Runs until no fiber can go on.
    public void run() {
        run(() -> false);
    }

    /// Runs until no fiber can go on, or `until` holds.
    public void run(BooleanSupplier until) {
        stop = until;
        var next = choose(null, false);
        if (next != null) {
            next.go.release();
            idle.acquireUninterruptibly();
        }
        stop = () -> false;
    }

    /// Ends all fibers that are still under way.
    public void end() {
        over = true;
        for (var fiber : fibers()) {
            fiber.go.release();
            idle.acquireUninterruptibly();
        }
    }
}
