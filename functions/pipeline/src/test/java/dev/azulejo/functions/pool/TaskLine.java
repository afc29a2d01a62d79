package dev.azulejo.functions.pool;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/// A queue of SQS, whose message groups are tenants: "Amazon SQS fair queues" hand out messages of others first,
/// while one group has most of what is under way.
final class TaskLine {
    record Shard(int job, int tenant, double seconds) {}

    private final boolean isFair;
    private final Map<Integer, Queue<Shard>> byTenant = new TreeMap<>();
    private final Map<Integer, Integer> underWay = new HashMap<>();
    private final Queue<Shard> all = new ArrayDeque<>();

    TaskLine(boolean isFair) {
        this.isFair = isFair;
    }

    void add(Shard shard) {
        (isFair ? byTenant.computeIfAbsent(shard.tenant, _ -> new ArrayDeque<>()) : all).add(shard);
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        return all.size() + byTenant.values().stream().mapToInt(Queue::size).sum();
    }

    Shard remove() {
        var from = byTenant.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .min(Comparator.comparingInt(entry -> underWay.getOrDefault(entry.getKey(), 0)))
                .map(Map.Entry::getValue)
                .orElse(all);
        var shard = from.remove();
        underWay.merge(shard.tenant, 1, Integer::sum);
        return shard;
    }

    void done(Shard shard) {
        underWay.merge(shard.tenant, -1, Integer::sum);
    }
}
