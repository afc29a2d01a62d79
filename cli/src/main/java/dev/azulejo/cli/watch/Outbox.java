package dev.azulejo.cli.watch;

import dev.azulejo.storage.StorageUnavailable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The place where results and reports appear.
///
/// @param folder of this machine, if it is one
record Outbox(URI uri, Optional<Path> folder) {
    /// @throws StorageUnavailable when it is a folder that is gone: a network folder must not be made anew on the disk
    void check() {
        folder.filter(path -> !Files.isDirectory(path)).ifPresent(path -> {
            throw new StorageUnavailable("the outbox %s is not there".formatted(path), null);
        });
    }

    String name() {
        return folder.map(Path::toString).orElseGet(uri::toString);
    }

    /// A result in it, for people.
    String shown(String key) {
        return folder.map(path -> path.resolve(key).toString()).orElseGet(() -> uri + key);
    }
}
