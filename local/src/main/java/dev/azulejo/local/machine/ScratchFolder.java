package dev.azulejo.local.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;

/// A folder for this user alone, below the one for temporary files, which is deleted with its contents:
/// also when the command is told to end, as by Ctrl-C.
public final class ScratchFolder implements AutoCloseable {
    private static final int MOST_LOOKS = 200;
    private static final int LOOKS_AWAY = 20;
    private static final long PAUSE_MILLIS = 10;

    private final Path path;
    private final Thread atExit;
    private volatile boolean isExit;

    private ScratchFolder(Path path) {
        this.path = path;
        atExit = new Thread(this::deleteAtExit, "scratch folder");
    }

    /// @param purpose part of its name
    public static ScratchFolder made(String purpose) {
        try {
            var folder = new ScratchFolder(
                    Files.createTempDirectory("azulejo-" + purpose).toRealPath());
            Runtime.getRuntime().addShutdownHook(folder.atExit);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    /// Waits for ever once the command has been told to end: other threads continue until the last hook has
    /// ended, and should begin nothing more.
    public void holdAtExit() {
        while (isExit) {
            LockSupport.park(this);
        }
    }

    @Override
    public void close() {
        try {
            delete(path);
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            // the process is ending, and the thread of its end deletes the same
        }
    }

    /// Deletes the folder at the end; running work may make it anew by what it writes, but soon fails, as
    /// its earlier files are gone. So it must have stayed away for a while.
    private void deleteAtExit() {
        isExit = true;
        int away = 0;
        for (int look = 0; look < MOST_LOOKS && away < LOOKS_AWAY; look++) {
            try {
                away = Files.exists(path) ? 0 : away + 1;
                delete(path);
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException | UncheckedIOException e) {
                // it was just written into; what stays in the end is this user's alone
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
