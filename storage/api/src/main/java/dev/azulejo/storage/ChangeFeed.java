package dev.azulejo.storage;

import java.util.List;

/// A place that tells what has changed in it, so that nobody has to list it again and again. At least once: what has
/// changed may be told twice, and by what it is now, not by what it was.
public interface ChangeFeed extends Source {
    /// Where the feed stands now. Whoever lists all afterwards, and then follows from here, misses nothing.
    String now();

    /// What has changed since `cursor`, one page of it.
    Changes changes(String cursor);

    /// A page of changes.
    ///
    /// @param there objects that have come or changed, as they are now; without metadata
    /// @param gone keys under which nothing lies any more, as far as the place says so
    /// @param next the cursor to go on from
    /// @param isMore whether there is more right now
    /// @param isReset whether the place no longer knows what was before: list everything once
    record Changes(List<ObjectStat> there, List<String> gone, String next, boolean isMore, boolean isReset) {
        public Changes {
            there = List.copyOf(there);
            gone = List.copyOf(gone);
        }
    }
}
