package dev.azulejo.simulator.port;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// How often each call met each fault, over many runs.
public final class Coverage {
    private final Map<PortCall, Map<Fault, Long>> reached = new EnumMap<>(PortCall.class);

    void add(PortCall call, Fault fault) {
        reached.computeIfAbsent(call, _ -> new EnumMap<>(Fault.class)).merge(fault, 1L, Long::sum);
    }

    public void add(Coverage other) {
        other.reached.forEach((call, faults) -> faults.forEach((fault, count) -> reached.computeIfAbsent(
                        call, _ -> new EnumMap<>(Fault.class))
                .merge(fault, count, Long::sum)));
    }

    public long of(PortCall call, Fault fault) {
        return reached.getOrDefault(call, Map.of()).getOrDefault(fault, 0L);
    }

    /// A row for each call, a column for each fault.
    public String table() {
        var text = new StringBuilder("%-18s".formatted("call"));
        for (var fault : Fault.values()) {
            text.append("%15s".formatted(fault == Fault.NONE ? "no fault" : fault.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
        for (var call : PortCall.values()) {
            text.append("%n%-18s".formatted(call.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
            for (var fault : Fault.values()) {
                text.append("%15d".formatted(of(call, fault)));
            }
        }
        return text.toString();
    }
}
