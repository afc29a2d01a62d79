package dev.azulejo.storage.transfer;

import dev.azulejo.storage.ChangeFeed;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Source;
import java.util.List;
import java.util.Optional;

/// Follows what changes in a place, at least once: by its feed where there is one, else by looking at all of it.
public final class Following {
    private Following() {}

    /// Who follows.
    public interface Follower {
        /// All that lies there is to be looked at: the feed, if there is one, does not tell what was before.
        void all();

        /// A page of changes.
        ///
        /// @param gone keys under which nothing lies any more, as far as the place says so
        void changed(List<ObjectStat> there, List<String> gone);

        /// Whoever goes on from here misses nothing that [#all] and [#changed] have not been told before.
        void reached(String cursor);
    }

    /// Tells all that has changed up to now.
    ///
    /// @param from what was reached last; empty to look at all of it
    public static void look(Source place, Optional<String> from, Follower follower) {
        if (!(place instanceof ChangeFeed feed)) {
            follower.all();
            return;
        }
        if (from.isEmpty()) {
            all(feed, follower);
            return;
        }
        ChangeFeed.Changes changes;
        var next = from.get();
        do {
            changes = feed.changes(next);
            if (changes.isReset()) {
                all(feed, follower);
                return;
            }
            follower.changed(changes.there(), changes.gone());
            next = changes.next();
            follower.reached(next);
        } while (changes.isMore());
    }

    /// The feed is asked where it stands first: what changes meanwhile is told by it.
    private static void all(ChangeFeed feed, Follower follower) {
        var start = feed.now();
        follower.all();
        follower.reached(start);
    }
}
