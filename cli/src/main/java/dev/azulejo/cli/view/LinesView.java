package dev.azulejo.cli.view;

import dev.azulejo.core.job.record.Manifest;
import java.io.PrintWriter;
import java.time.Duration;

/// Prints a line when a file's size is known and every few seconds after, for logs.
final class LinesView implements ProgressView {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter err;
    private BatchPace batch = new BatchPace(0);
    private long lastLineNanos;

    LinesView(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void expect(BatchPace files) {
        batch = files;
    }

    @Override
    public synchronized void planned(FileRun file, Manifest manifest) {
        lastLineNanos = System.nanoTime();
        int tiles = manifest.grid().count();
        err.println("azulejo: %s%s: %s to %s, %d %s%s"
                .formatted(
                        batch.place(file.number()).map(place -> place + ", ").orElse(""),
                        name(file),
                        manifest.image(),
                        manifest.plan().outputs().getFirst().size(),
                        tiles,
                        tiles == 1 ? "tile" : "tiles",
                        ofAll(lastLineNanos)));
    }

    private static String name(FileRun file) {
        return Console.printable(file.path().toString());
    }

    private String ofAll(long now) {
        return batch.shown(now).map(words -> "; " + words).orElse("");
    }

    @Override
    public synchronized void advanced(FileRun file) {
        long now = System.nanoTime();
        if (now - lastLineNanos >= BETWEEN_LINES.toNanos()) {
            lastLineNanos = now;
            var speed = file.speed(now).map(words -> ", " + words).orElse("");
            err.println("azulejo: %s: %s%s%s".formatted(name(file), file.percent(), speed, ofAll(now)));
        }
    }
}
