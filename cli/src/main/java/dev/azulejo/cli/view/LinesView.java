package dev.azulejo.cli.view;

import dev.azulejo.core.job.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A line when a file's size is known and every few seconds after, for logs.
final class LinesView implements ProgressView {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter err;
    private BatchPace batch = new BatchPace(List.of());
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
        err.println("azulejo: %s%s: %s to %s, %d %s"
                .formatted(
                        batch.place().map(its -> its + ", ").orElse(""),
                        name,
                        manifest.image(),
                        manifest.plan().outputs().getFirst().size(),
                        tiles,
                        tiles == 1 ? "tile" : "tiles"));
    }

    @Override
    public synchronized void advanced(long pixels) {
        if (file == null) {
            return;
        }
        file.advanced(pixels);
        long now = System.nanoTime();
        if (now - lastLineNanos >= BETWEEN_LINES.toNanos()) {
            lastLineNanos = now;
            var left = batch.left(OptionalDouble.of(file.share()), now)
                    .filter(_ -> batch.place().isPresent())
                    .map(its -> "; all %.0f %%, %s left"
                            .formatted(Math.floor(100 * batch.share(share())), BatchPace.shown(its)))
                    .orElse("");
            var speed = file.speed(now).map(its -> ", " + its).orElse("");
            err.println("azulejo: %s: %s%s%s".formatted(name, file.percent(), speed, left));
        }
    }

    private double share() {
        return file == null ? 0 : file.share();
    }
}
