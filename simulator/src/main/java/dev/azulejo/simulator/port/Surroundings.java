package dev.azulejo.simulator.port;

import dev.azulejo.simulator.schedule.Choices;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;

/// What every part of a simulated world shares: the scheduler, its choices, and the trace.
public final class Surroundings {
    private final Choices choices;
    private final Trace trace;
    private final Scheduler scheduler;
    private final Faults faults;
    private final Port port;
    private final Map<String, Integer> numbers = new HashMap<>();

    public Surroundings(Choices choices, Trace trace, Scheduler scheduler, Coverage coverage) {
        this.choices = choices;
        this.trace = trace;
        this.scheduler = scheduler;
        this.faults = new Faults(choices, scheduler);
        this.port = new Port(scheduler, faults, trace, coverage);
    }

    public Choices choices() {
        return choices;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public Faults faults() {
        return faults;
    }

    public Port port() {
        return port;
    }

    /// Adds an event to the trace.
    public void say(Object... words) {
        trace.say(Scheduler.currentOrNone(), words);
    }

    /// The next name of that kind, such as `plan#2`.
    public String next(String kind) {
        return kind + "#" + numbers.merge(kind, 1, Integer::sum);
    }

    /// Draws a number at random; 0, the usual, in the calm.
    public int draw(String kind, ToIntFunction<Random> how) {
        return scheduler.isCalm() ? 0 : choices.draw(Scheduler.currentOrNone(), kind, how);
    }

    /// A number below `bound`.
    public int below(String kind, int bound) {
        return draw(kind, random -> random.nextInt(bound));
    }

    /// Whether something unusual happens.
    public boolean chance(String kind, double probability) {
        return !scheduler.isCalm() && choices.chance(Scheduler.currentOrNone(), kind, probability);
    }

    /// Chooses one of a list, the first being usual; also in the calm.
    public <T> T one(String kind, List<T> all) {
        return all.get(choices.below(Scheduler.currentOrNone(), kind, all.size()));
    }
}
