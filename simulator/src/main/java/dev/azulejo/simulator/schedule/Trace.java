package dev.azulejo.simulator.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records what happened in a run as a hash, and in words if asked for. The same seed gives the same hash.
public final class Trace {
    private static final long PRIME = 0x100000001b3L;

    private final @Nullable List<String> lines;
    private long hash = 0xcbf29ce484222325L;
    private long steps;

    /// @param isTold whether to keep the words
    public Trace(boolean isTold) {
        this.lines = isTold ? new ArrayList<>() : null;
    }

    void at(long step) {
        steps = step;
    }

    /// Words that are shown but are no part of the hash: those of a failure, whose wording may vary.
    public record Aside(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /// Records that something happens.
    ///
    /// @param by fiber that does it
    /// @param words texts and numbers; nothing whose text differs from run to run
    public void say(@Nullable Fiber by, Object... words) {
        mix(steps);
        mix(by == null ? 0 : by.name().hashCode());
        for (var word : words) {
            if (!(word instanceof Aside)) {
                mix(word.toString().hashCode());
            }
        }
        if (lines != null) {
            var text = new StringBuilder("%6d %-28s".formatted(steps, by == null ? "-" : by.told()));
            for (var word : words) {
                text.append(' ').append(word);
            }
            lines.add(text.toString());
        }
    }

    private void mix(long value) {
        hash = (hash ^ value) * PRIME;
        hash ^= hash >>> 29;
    }

    public long hash() {
        return hash;
    }

    public List<String> lines() {
        return lines == null ? List.of() : lines;
    }
}
