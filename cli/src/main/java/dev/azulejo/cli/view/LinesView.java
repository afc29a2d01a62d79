package dev.azulejo.cli.view;

import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.local.work.FilePace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Prints a line when a file's size is known and every few seconds after, for logs.
final class LinesView implements ProgressView {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter err;
    private BatchPace batch = new BatchPace(0);
    private String name = "";
    private @Nullable FilePace file;
    private long lastLineNanos;

    LinesView(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void expect(BatchPace files) {
        batch = files;
    }

    @Override
    public synchronized void started(Path path) {
        name = Console.printable(path.toString());
        file = null;
    }

    @Override
    public synchronized void planned(Manifest manifest) {
        lastLineNanos = System.nanoTime();
        file = new FilePace(manifest.image().pixels(), lastLineNanos);
        int tiles = manifest.grid().count();
        err.println("azulejo: %s%s: %s to %s, %d %s%s"
                .formatted(
                        batch.place().map(its -> its + ", ").orElse(""),
                        name,
                        manifest.image(),
                        manifest.plan().outputs().getFirst().size(),
                        tiles,
                        tiles == 1 ? "tile" : "tiles",
                        ofAll(lastLineNanos)));
    }

    private String ofAll(long now) {
        return batch.shown(file == null ? 0 : file.share(), now)
                .map(its -> "; " + its)
                .orElse("");
    }

    @Override
    public synchronized void found(long pixels) {
        if (file != null) {
            file.found(pixels);
        }
    }

    @Override
    public synchronized void advanced(long pixels) {
        if (file == null) {
            return;
        }
        long now = System.nanoTime();
        file.advanced(pixels, now);
        if (now - lastLineNanos >= BETWEEN_LINES.toNanos()) {
            lastLineNanos = now;
            var speed = PaceWords.speed(file, now).map(its -> ", " + its).orElse("");
            err.println("azulejo: %s: %s%s%s".formatted(name, PaceWords.percent(file), speed, ofAll(now)));
        }
    }
}
