package dev.azulejo.simulator.invariant;

import dev.azulejo.simulator.place.Write;
import dev.azulejo.simulator.schedule.SimProcess;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Which workers the marker of a shard may count: those that have begun with it and not ended, and those
/// that died of it.
final class Markers {
    private static final String FOLDER = "/inflight/";
    private static final Pattern COUNT = Pattern.compile("\\D*(\\d+)\\D*");

    private final Map<String, Set<SimProcess>> counted = new HashMap<>();
    /// Extra counts by workers that met a fault: one whose answer was lost counts twice.
    private final Map<String, Integer> more = new HashMap<>();

    static boolean isMarker(String key) {
        return key.contains(FOLDER);
    }

    static int count(byte[] bytes) {
        var text = COUNT.matcher(new String(bytes, StandardCharsets.UTF_8));
        return text.matches() ? Integer.parseInt(text.group(1)) : 0;
    }

    void add(Write write) {
        if (isMarker(write.key())) {
            workers(write.key()).add(write.by());
            if (write.by().hasSuffered()) {
                more.merge(write.key(), 1, Integer::sum);
            }
        }
    }

    /// The highest count that the marker being written may have.
    int most(Write write) {
        var all = workers(write.key());
        int ours = write.by().hasSuffered() || !all.contains(write.by()) ? 1 : 0;
        return all.size() + ours + more.getOrDefault(write.key(), 0);
    }

    private Set<SimProcess> workers(String key) {
        return counted.computeIfAbsent(key, _ -> new HashSet<>());
    }

    void delete(String key) {
        counted.remove(key);
        more.remove(key);
    }

    /// Removes a worker from the counts when it has left. One that met a fault stays, as it may have failed
    /// to take its start back.
    void left(SimProcess process) {
        if (!process.hasSuffered()) {
            counted.values().forEach(workers -> workers.remove(process));
        }
    }
}
