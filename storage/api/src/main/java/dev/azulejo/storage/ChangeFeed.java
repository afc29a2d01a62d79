package dev.azulejo.storage;

import java.util.List;

/// A place that reports its changes, so it need not be listed again and again. A change may be
/// reported twice, with the object as it is now, not as it was then.
public interface ChangeFeed extends Source {
    /// The present position of the feed. A caller that lists everything afterwards, and then follows from
    /// here, misses nothing.
    String now();

    /// A page of the changes since `cursor`.
    Changes changes(String cursor);

    /// A page of changes.
    ///
    /// @param there objects that have come or changed, as they are now; without metadata
    /// @param gone keys of objects that are gone, as far as the place reports them
    /// @param next the cursor to go on from
    /// @param isMore whether there is more right now
    /// @param isReset whether the place has forgotten earlier changes, so everything must be listed
    ///     once
    record Changes(List<ObjectStat> there, List<String> gone, String next, boolean isMore, boolean isReset) {
        public Changes {
            there = List.copyOf(there);
            gone = List.copyOf(gone);
        }
    }
}
