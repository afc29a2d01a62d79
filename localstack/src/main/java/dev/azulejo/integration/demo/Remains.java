package dev.azulejo.integration.demo;

import dev.azulejo.integration.localstack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Removes what must not outlive the demo: its server, every process below this one, and the folder where
/// they write.
final class Remains {
    private static final int TRIES = 5;

    private final Path folder;
    private final Duration grace;
    private final AtomicReference<@Nullable LocalStack> server = new AtomicReference<>();
    private final AtomicBoolean beingRemoved = new AtomicBoolean();

    /// @param grace how long processes may take to end by themselves
    Remains(Path folder, Duration grace) {
        this.folder = folder;
        this.grace = grace;
    }

    Path folder() {
        return folder;
    }

    void add(LocalStack started) {
        server.set(started);
    }

    boolean isBeingRemoved() {
        return beingRemoved.get();
    }

    /// Ends everything, at any time, also a server that is only just starting, or a download.
    void remove() {
        beingRemoved.set(true);
        var processes = ProcessHandle.current().descendants().toList();
        try {
            var started = server.get();
            if (started != null) {
                started.close();
            }
        } catch (RuntimeException notByItself) {
            // it is ended below, as all that is left
        }
        processes.forEach(ProcessHandle::destroy);
        await(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        processes.forEach(ProcessHandle::destroyForcibly);
        await(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        delete();
    }

    private void await(CompletableFuture<?>... ends) {
        try {
            CompletableFuture.allOf(ends).get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillThere) {
            // the next step is harder
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Deletes the folder, more than once, since a process may write until it has ended.
    private void delete() {
        for (int left = TRIES; left > 0 && Files.exists(folder); left--) {
            try (var paths = Files.walk(folder)) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException e) {
                if (left == 1) {
                    System.err.println("demo: %s could not be removed: %s".formatted(folder, e.getMessage()));
                }
            }
        }
    }
}
