package dev.azulejo.core.plan;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// The limits on a job's size and needs, checked before any pixel is decoded. They belong to the machine:
/// neither a request nor a file can change them.
///
/// @param values of the limits that differ from their default; pixels, bytes, seconds or a plain number
public record Limits(Map<Limit, Long> values) {
    public static final Limits DEFAULT = new Limits(Map.of());

    public Limits {
        values = Map.copyOf(values);
    }

    public long of(Limit limit) {
        return values.getOrDefault(limit, limit.standard());
    }

    public Duration time() {
        return Duration.ofSeconds(of(Limit.TIME));
    }

    public Limits with(Limit limit, long value) {
        var changed = new EnumMap<Limit, Long>(Limit.class);
        changed.putAll(values);
        changed.put(limit, value);
        return new Limits(changed);
    }
}
