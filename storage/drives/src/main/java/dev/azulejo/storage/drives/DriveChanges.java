package dev.azulejo.storage.drives;

import java.util.List;

/// A page of a feed of changes.
///
/// @param there files that are new, or have changed, as they are now
/// @param gone paths of files that are gone, as far as the service reports them
/// @param next the cursor to go on from
/// @param isMore whether there is more right now
/// @param isReset whether the service has forgotten earlier changes, so everything must be listed once
public record DriveChanges(List<DriveFile> there, List<String> gone, String next, boolean isMore, boolean isReset) {
    public DriveChanges {
        there = List.copyOf(there);
        gone = List.copyOf(gone);
    }
}
