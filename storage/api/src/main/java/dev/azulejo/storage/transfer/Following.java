package dev.azulejo.storage.transfer;

import dev.azulejo.storage.ChangeFeed;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Source;
import java.util.List;
import java.util.Optional;

/// Follows the changes in a place, at least once each: by its feed if it has one, else by listing all of
/// it.
public final class Following {
    private Following() {}

    /// Receives the changes of a place.
    public interface Follower {
        /// Reports that all objects must be looked at: the feed, if there is one, does not know earlier
        /// changes.
        void all();

        /// Reports a page of changes.
        ///
        /// @param gone keys of objects that are gone, as far as the place reports them
        void changed(List<ObjectStat> there, List<String> gone);

        /// Reports the position from which the next look misses nothing.
        void reached(String cursor);
    }

    /// Reports all changes up to now.
    ///
    /// @param from the position reached last; empty to look at all objects
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

    /// Looks at all objects; the feed's position is read first, so it reports changes made meanwhile.
    private static void all(ChangeFeed feed, Follower follower) {
        var start = feed.now();
        follower.all();
        follower.reached(start);
    }
}
