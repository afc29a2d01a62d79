package dev.azulejo.storage.drives;

import java.util.List;

/// A page of a feed of changes.
///
/// @param there files that are new, or have changed, as they are now
/// @param gone paths where no file is any more, as far as the service says so
/// @param next where to go on
/// @param isMore whether there is more right now
/// @param isReset whether the service has forgotten what was before: whoever follows must list everything once
public record DriveChanges(List<DriveFile> there, List<String> gone, String next, boolean isMore, boolean isReset) {
    public DriveChanges {
        there = List.copyOf(there);
        gone = List.copyOf(gone);
    }
}
