package dev.azulejo.cli.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Tells which files have arrived completely. One counts when it has not changed for a while; at once, when it
/// is new in its place and was last changed long before: it was moved there. For one thread.
public final class Settling {
    /// How far the clock of a network folder may be behind ours.
    private static final Duration OLD = Duration.ofSeconds(10);

    private final Duration quiet;
    private final Map<String, Seen> seen = new HashMap<>();

    /// @param quiet how long a file must not have changed
    public Settling(Duration quiet) {
        this.quiet = quiet;
    }

    /// @param since when it was first seen so, by a clock that never jumps
    private record Seen(WatchedFile file, long since, boolean counts) {}

    /// Takes one look at the inbox.
    ///
    /// @param nanos of a clock that never jumps
    /// @param now of the clock on the wall, in nanoseconds since 1970
    /// @return files that count since this look, in the order of their keys
    Map<String, WatchedFile> look(InboxListing inbox, long nanos, long now) {
        seen.keySet().removeIf(inbox::isGone);
        var counting = new TreeMap<String, WatchedFile>();
        inbox.files().forEach((key, file) -> {
            var before = seen.get(key);
            var state = before != null && before.file.equals(file) ? before : new Seen(file, nanos, false);
            if (state.counts) {
                return;
            }
            boolean wasMovedHere = before == null || !before.file.number().equals(file.number());
            boolean counts = nanos - state.since >= quiet.toNanos()
                    || (wasMovedHere
                            && now - file.modifiedNanos() >= quiet.plus(OLD).toNanos());
            seen.put(key, new Seen(file, state.since, counts));
            if (counts) {
                counting.put(key, file);
            }
        });
        return counting;
    }

    /// Whether a file is there that does not count yet.
    boolean isAnyUnsettled() {
        return seen.values().stream().anyMatch(file -> !file.counts);
    }
}
