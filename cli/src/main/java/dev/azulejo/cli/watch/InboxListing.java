package dev.azulejo.cli.watch;

import java.util.List;
import java.util.Map;

/// The contents of an inbox: all files to be enhanced.
///
/// @param files by key: the path below the inbox
/// @param unreadable keys of files and folders that could not be looked at
record InboxListing(Map<String, WatchedFile> files, List<String> unreadable) {

    /// Whether a file that was there is gone for certain.
    boolean isGone(String key) {
        return !files.containsKey(key)
                && unreadable.stream().noneMatch(folder -> folder.isEmpty() || key.startsWith(folder));
    }
}
