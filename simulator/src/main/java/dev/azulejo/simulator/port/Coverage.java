package dev.azulejo.simulator.port;

import dev.azulejo.simulator.schedule.Choice;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How often each call met each fault, over many runs.
public final class Coverage {
    private final Map<PortCall, Map<Fault, Long>> reached = new EnumMap<>(PortCall.class);

    private final Map<String, Long> unusual = new HashMap<>();

    void add(PortCall call, Fault fault) {
        reached.computeIfAbsent(call, _ -> new EnumMap<>(Fault.class)).merge(fault, 1L, Long::sum);
    }

    /// Counts the other unusual choices of a run.
    public void add(List<Choice> choices) {
        choices.forEach(choice -> unusual.merge(choice.kind(), 1L, Long::sum));
    }

    public void add(Coverage other) {
        other.reached.forEach((call, faults) -> faults.forEach((fault, count) ->
                reached.computeIfAbsent(call, _ -> new EnumMap<>(Fault.class)).merge(fault, count, Long::sum)));
    }

    public long of(PortCall call, Fault fault) {
        return reached.getOrDefault(call, Map.of()).getOrDefault(fault, 0L);
    }

    /// A table with a row for each call and a column for each fault; below it, the other unusual choices.
    public String table() {
        var text = new StringBuilder("%-18s".formatted("call"));
        for (var fault : Fault.values()) {
            text.append("%15s"
                    .formatted(
                            fault == Fault.NONE
                                    ? "no fault"
                                    : fault.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
        for (var call : PortCall.values()) {
            text.append("%n%-18s".formatted(call.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
            for (var fault : Fault.values()) {
                text.append("%15d".formatted(of(call, fault)));
            }
        }
        var kinds = new TreeMap<String, Long>();
        unusual.forEach((kind, count) -> kinds.merge(kind.replaceAll("[#0-9]+", "n"), count, Long::sum));
        kinds.forEach((kind, count) -> text.append("%n%10d x %s".formatted(count, kind)));
        return text.toString();
    }
}
