package dev.azulejo.cli;

import dev.azulejo.core.job.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;

/// A line when a file's size is known and every few seconds after, for logs.
final class LinesView implements ProgressView {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter err;
    private String name = "";
    private long total;
    private long done;
    private long startNanos;
    private long lastLineNanos;

    LinesView(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void started(Path file) {
        name = Console.printable(file.toString());
    }

    @Override
    public synchronized void planned(Manifest manifest) {
        total = manifest.image().pixels();
        done = 0;
        startNanos = System.nanoTime();
        lastLineNanos = startNanos;
        err.println("azulejo: %s: %s to %s, %d tiles"
                .formatted(
                        name,
                        manifest.image(),
                        manifest.outputSize(),
                        manifest.grid().count()));
    }

    @Override
    public synchronized void advanced(long pixels) {
        done += pixels;
        long now = System.nanoTime();
        if (now - lastLineNanos >= BETWEEN_LINES.toNanos()) {
            lastLineNanos = now;
            double pixelsPerSecond = done * 1e9 / (now - startNanos);
            err.println("azulejo: %s: %d %%, %.2f MP/s, %.0f s left"
                    .formatted(name, 100 * done / total, pixelsPerSecond / 1e6, (total - done) / pixelsPerSecond));
        }
    }
}
