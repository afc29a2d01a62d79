package dev.azulejo.storage.testkit;

import dev.azulejo.storage.ChangeFeed;
import dev.azulejo.storage.ObjectStat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The knowledge of a client that only follows the changes.
final class FollowedChanges {
    private final ChangeFeed feed;
    private final Map<String, String> etags = new TreeMap<>();
    private String cursor;

    FollowedChanges(ChangeFeed feed) {
        this.feed = feed;
        this.cursor = feed.now();
    }

    void follow() {
        boolean isMore = true;
        while (isMore) {
            var page = feed.changes(cursor);
            if (page.isReset()) {
                throw new AssertionError("the feed begins anew, though nothing made it");
            }
            page.there().forEach(stat -> etags.put(stat.key(), stat.etag()));
            page.gone().forEach(key -> etags.keySet().removeIf(key::equals));
            cursor = page.next();
            isMore = page.isMore();
        }
    }

    /// @param isGoneTold whether the feed reports removed objects
    void compare(List<ObjectStat> stats, boolean isGoneTold) {
        var listed = new TreeMap<String, String>();
        stats.forEach(stat -> listed.put(stat.key(), stat.etag()));
        if (!isGoneTold) {
            etags.keySet().retainAll(listed.keySet());
        }
        if (!listed.equals(etags)) {
            throw new AssertionError("the feed told of %s, and there is %s".formatted(etags, listed));
        }
    }
}
