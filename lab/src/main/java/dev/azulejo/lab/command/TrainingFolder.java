package dev.azulejo.lab.command;

import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder of one training, held for this process until it is closed or the process ends.
record TrainingFolder(Path folder, FileChannel lock) implements AutoCloseable {
    /// @throws dev.azulejo.local.exit.CommandFailure while another process trains there
    static TrainingFolder locked(Path folder) {
        try {
            var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(lock)) {
                return new TrainingFolder(folder, lock);
            }
            lock.close();
            throw ExitCode.NO_OUTPUT.failure(
                    "another process trains in %s; wait for it, or name another folder with -o".formatted(folder));
        } catch (IOException e) {
            throw ExitCode.NO_OUTPUT.failure("%s cannot be locked: %s".formatted(folder, e.getMessage()));
        }
    }

    private static boolean tryLock(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    Path log() {
        return folder.resolve("log.jsonl");
    }

    /// The file of the latest picture of what the model makes of a few patches.
    Path samples() {
        return folder.resolve("samples.png");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
