package dev.azulejo.storage.drives.gdrive;

import dev.azulejo.storage.InvalidKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Resolves paths to ids, folder by folder. Results are remembered for a minute, so a folder that is
/// renamed by others may be seen under its old name as long; if nothing is found, or before a write, the
/// path is resolved anew. Thread-safe.
final class Folders {
    private static final int MOST = 1000;
    private static final long REMEMBERED = Duration.ofMinutes(1).toNanos();

    private final Calls calls;
    private final String top;
    private final String base;
    private final ReentrantLock making = new ReentrantLock();
    private final Map<String, Remembered> known = new LinkedHashMap<>(16, 0.75f, true) { // guarded by itself
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
                    return size() > MOST;
                }
            };

    private record Remembered(String id, long since) {}

    /// @param top id of the folder where paths begin; `root` is a user's whole drive
    /// @param base below it; may be empty, and need not be there yet
    Folders(Calls calls, String top, String base) {
        this.calls = calls;
        this.top = top;
        this.base = base;
    }

    /// The id of a folder.
    ///
    /// @param path key of a folder below the place; empty for the place itself
    /// @param isFresh whether to ignore remembered results
    Optional<String> find(String path, boolean isFresh) {
        return walk(whole(path), isFresh);
    }

    private String whole(String path) {
        return path.isEmpty() ? base : Names.joined(base, path);
    }

    private Optional<String> walk(String path, boolean isFresh) {
        if (path.isEmpty()) {
            return Optional.of(top);
        }
        var remembered = isFresh ? Optional.<String>empty() : recall(path);
        if (remembered.isPresent()) {
            return remembered;
        }
        var found = walk(Names.parentOf(path), isFresh)
                .flatMap(parent -> entry(parent, path))
                .filter(RemoteFile::isFolder)
                .map(RemoteFile::id);
        found.ifPresentOrElse(id -> remember(path, id), () -> forget(path));
        return found;
    }

    /// The folder and the entry that a key names.
    ///
    /// @param folder id of the folder that it lies in, or would; empty if there is none
    /// @param entry file or folder, if there is one
    record Spot(Optional<String> folder, Optional<RemoteFile> entry) {}

    /// @param isFresh as in [#find]; if nothing is found, remembered results are ignored anyway
    Spot spot(String path, boolean isFresh) {
        var folder = find(Names.parentOf(path), isFresh);
        var entry = folder.flatMap(id -> entry(id, path));
        return entry.isPresent() || isFresh ? new Spot(folder, entry) : spot(path, true);
    }

    /// @param folder id of the one that it lies in
    private Optional<RemoteFile> entry(String folder, String path) {
        var plain = calls.named(folder, Names.lastOf(path)).stream().findFirst();
        if (plain.isPresent() || !Names.mayHaveId(Names.lastOf(path))) {
            return plain;
        }
        var parent = Names.parentOf(path);
        return Optional.ofNullable(Names.keys(parent, calls.list(folder)).get(path));
    }

    String made(String path) {
        making.lock();
        try {
            return makeAll(whole(path));
        } finally {
            making.unlock();
        }
    }

    private String makeAll(String path) {
        if (path.isEmpty()) {
            return top;
        }
        var parent = makeAll(Names.parentOf(path));
        var there = entry(parent, path);
        if (there.isPresent() && !there.get().isFolder()) {
            throw new InvalidKey("%s is a file on %s, so nothing lies below it".formatted(path, Calls.NAME), null);
        }
        var id = there.map(RemoteFile::id).orElseGet(() -> make(parent, Names.lastOf(path)));
        remember(path, id);
        return id;
    }

    /// Makes a folder; if two processes make one at once, both use the older one, and the other is removed
    /// if it is still empty.
    private String make(String parent, String name) {
        var ours = calls.makeFolder(parent, name);
        var first = calls.named(parent, name).stream()
                .filter(RemoteFile::isFolder)
                .findFirst()
                .orElse(ours);
        if (!first.id().equals(ours.id()) && calls.list(ours.id()).isEmpty()) {
            calls.trash(ours.id(), true);
            if (!calls.all(ours.id()).isEmpty()) {
                calls.trash(ours.id(), false); // another process was quicker
            }
        }
        return first.id();
    }

    private Optional<String> recall(String path) {
        synchronized (known) {
            var found = known.get(path);
            return found == null || System.nanoTime() - found.since > REMEMBERED
                    ? Optional.empty()
                    : Optional.of(found.id);
        }
    }

    private void remember(String path, String id) {
        synchronized (known) {
            known.put(path, new Remembered(id, System.nanoTime()));
        }
    }

    private void forget(String path) {
        synchronized (known) {
            known.keySet().removeIf(other -> other.equals(path) || other.startsWith(path + "/"));
        }
    }
}
