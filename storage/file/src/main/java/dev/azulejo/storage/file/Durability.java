package dev.azulejo.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The events that a committed object survives.
public enum Durability {
    /// The death of the process at any moment. After a power cut a young object may be gone or empty.
    PROCESS_DEATH,
    /// A power cut too: bytes and directories reach the disk before a commit returns, which costs milliseconds.
    SYNCED;

    /// Writes the bytes of `channel` through to the disk if this level requires it.
    void sync(FileChannel channel) throws IOException {
        if (this == SYNCED) {
            channel.force(true);
        }
    }

    /// Writes a file's bytes, or a folder's names, through to the disk if this level requires it.
    void sync(Path path) throws IOException {
        if (this == SYNCED) {
            try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
