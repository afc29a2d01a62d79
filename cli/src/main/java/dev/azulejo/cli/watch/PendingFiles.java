package dev.azulejo.cli.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Files of an inbox that wait for their turn, in the order in which they came. Thread-safe.
final class PendingFiles {
    private final LinkedHashMap<String, WatchedFile> files = new LinkedHashMap<>();

    /// Adds a file; another version of one that waits takes its place.
    synchronized void add(Map<String, WatchedFile> counting) {
        files.putAll(counting);
        notifyAll();
    }

    /// Puts back what could not be done now, behind all others; unless a newer version waits already.
    synchronized void putBack(String key, WatchedFile file) {
        files.putIfAbsent(key, file);
    }

    synchronized void retain(InboxListing inbox) {
        files.keySet().removeIf(inbox::isGone);
    }

    synchronized int count() {
        return files.size();
    }

    synchronized Optional<Map.Entry<String, WatchedFile>> poll() {
        return Optional.ofNullable(files.pollFirstEntry());
    }

    /// Waits for a file.
    synchronized Map.Entry<String, WatchedFile> take() throws InterruptedException {
        while (files.isEmpty()) {
            wait();
        }
        return files.pollFirstEntry();
    }
}
