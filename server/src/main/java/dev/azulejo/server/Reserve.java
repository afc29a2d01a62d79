package dev.azulejo.server;

import dev.azulejo.api.port.Room;
import dev.azulejo.storage.StorageFull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// A spare file that takes space until the disk is full. Then it makes room for the records of what is
/// removed, and is written anew once that has freed some. Thread-safe.
final class Reserve implements Room {
    private static final System.Logger LOG = System.getLogger(Reserve.class.getName());

    /// The size: enough for some hundred records, each of which takes a block or two and an entry of its
    /// folder.
    static final int BYTES = 1 << 20;

    private final Path file;

    /// @param folder on the disk of what is removed
    Reserve(Path folder) {
        file = folder.resolve("reserve");
        fill();
    }

    @Override
    public void whileRemoving(Runnable removal) {
        try {
            removal.run();
        } catch (StorageFull e) {
            again(removal, e);
        }
    }

    private synchronized void again(Runnable removal, StorageFull full) {
        LOG.log(Level.WARNING, "the disk is full; something is removed by the room that was kept for it", full);
        try {
            Files.deleteIfExists(file);
            removal.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fill();
        }
    }

    /// Fills the file with bytes that no file system compresses or leaves out.
    private synchronized void fill() {
        try {
            if (!Files.exists(file) || Files.size(file) < BYTES) {
                var bytes = new byte[BYTES];
                new Random().nextBytes(bytes);
                Files.write(file, bytes);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the disk has no room to keep 1 MiB for removals: " + e.getMessage());
        }
    }
}
