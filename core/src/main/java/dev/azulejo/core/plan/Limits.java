package dev.azulejo.core.plan;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// What a job may be and may take, checked before any pixel is decoded. A machine's own: neither a request nor
/// a file can change it.
///
/// @param values of those limits that do not have their standard one; pixels, bytes, seconds or a plain number
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
