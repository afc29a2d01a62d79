package dev.azulejo.simulator.port;

import dev.azulejo.simulator.schedule.Choices;
import dev.azulejo.simulator.schedule.Fiber;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.SimProcess.Mortality;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Decides which call meets which fault. A run has a limited number of faults: a few show whether one is
/// survived, many whether several are.
public final class Faults {
    /// The kind of the choices that are made here.
    public static final String KIND = "fault";

    private static final List<Fault> ALL = List.of(Fault.values()); // none first

    private final Choices choices;
    private final Scheduler scheduler;
    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
    private Severity severity = Severity.NONE;
    private boolean fullDisks;
    private int left;
    private int anomalies;

    /// @param most greatest number of faults of the run
    /// @param probability at each call
    /// @param focus part of the names of the processes that suffer; empty for all
    public record Severity(int most, double probability, String focus) {
        public static final Severity NONE = new Severity(0, 0, "");
    }

    /// The number of the choice that makes a fault happen.
    public static int choice(Fault fault) {
        return ALL.indexOf(fault);
    }

    /// The fault that was chosen, in words.
    public static String named(String chosen) {
        return ALL.get(Integer.parseInt(chosen)).name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public Faults(Choices choices, Scheduler scheduler) {
        this.choices = choices;
        this.scheduler = scheduler;
    }

    public void set(Severity next) {
        severity = next;
        left = next.most;
    }

    /// Lets places be full, too.
    public void withFullDisks() {
        fullDisks = true;
    }

    /// Limits the number of faults from now on.
    public void limit(int most) {
        left = most;
    }

    Fault next(Fiber at, SimProcess process, PortCall call, String object, boolean isPlace) {
        if (process.mortality() == Mortality.UNTOUCHED || scheduler.isCalm() || isSpared(process)) {
            return Fault.NONE;
        }
        int drawn = choices.atCall(at, KIND, call.words(), object, random -> {
            if (left <= 0 || random.nextDouble() >= severity.probability) {
                return 0;
            }
            return ALL.indexOf(drawn(random, process, call, isPlace));
        });
        var fault = ALL.get(drawn);
        if (fault != Fault.NONE) {
            left--;
            happened.merge(fault, 1, Integer::sum);
        }
        return fault;
    }

    private boolean isSpared(SimProcess process) {
        return choices.isRandom()
                && !severity.focus.isEmpty()
                && !process.name().contains(severity.focus);
    }

    private Fault drawn(Random random, SimProcess process, PortCall call, boolean isPlace) {
        List<Fault> possible = new ArrayList<>();
        possible.add(Fault.REFUSED);
        possible.add(call.changes() ? Fault.ANSWER_LOST : Fault.REFUSED);
        if (process.mortality() == Mortality.MORTAL) {
            possible.add(Fault.KILLED_BEFORE);
            possible.add(Fault.KILLED_AFTER);
        }
        if (fullDisks && isPlace && call.changes() && call != PortCall.DELETE) {
            possible.add(Fault.FULL);
        }
        return possible.get(random.nextInt(possible.size()));
    }

    /// Whether something goes wrong in a service, between processes; it counts as a fault.
    public boolean anomaly(String kind, double probability) {
        var at = Scheduler.current();
        boolean is = !scheduler.isCalm() && choices.chance(at, kind, choices.isRandom() && left <= 0 ? 0 : probability);
        if (is) {
            left--;
            anomalies++;
        }
        return is;
    }

    /// Whether something goes wrong in a service, as likely as a fault of a call.
    public boolean anomaly(String kind) {
        return anomaly(kind, severity.probability);
    }

    /// The number of faults, in calls and between them.
    public int count() {
        return happened.values().stream().mapToInt(count -> count).sum() + anomalies;
    }

    public boolean isFree() {
        return happened.isEmpty();
    }
}
