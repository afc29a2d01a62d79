package dev.azulejo.cli.view;

import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.local.work.FilePace;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A bar at the bottom of the terminal, with megapixels of input per second and the time left: of the file and, where
/// there are several, of all of them.
final class BarView implements ProgressView {
    private static final int BAR = 20;
    private static final int BAR_OF_SEVERAL = 10;
    private static final int MOST_OF_A_NAME = 30;

    private final BottomLine line;
    private BatchPace batch = new BatchPace(0);
    private String name = "";
    private @Nullable FilePace file;

    BarView(PrintWriter err) {
        line = new BottomLine(err, this::text);
        line.start();
    }

    @Override
    public synchronized void expect(BatchPace files) {
        batch = files;
    }

    @Override
    public void started(Path path) {
        synchronized (this) {
            name = String.valueOf(path.getFileName());
            file = null;
        }
        line.draw();
    }

    @Override
    public void planned(Manifest manifest) {
        synchronized (this) {
            file = new FilePace(manifest.image().pixels(), System.nanoTime());
        }
        line.draw();
    }

    @Override
    public synchronized void found(long pixels) {
        if (file != null) {
            file.found(pixels);
        }
    }

    @Override
    public synchronized void advanced(long pixels) {
        if (file != null) {
            file.advanced(pixels, System.nanoTime());
        }
    }

    @Override
    public synchronized void ended() {
        name = "";
        file = null;
    }

    @Override
    public void above(Runnable print) {
        line.above(print);
    }

    @Override
    public void close() {
        line.close();
    }

    private synchronized String text() {
        if (name.isEmpty()) {
            return "";
        }
        long now = System.nanoTime();
        var place = batch.place();
        var start = place.map(its -> its + ": ").orElse("") + StatusLine.shortened(name, MOST_OF_A_NAME);
        if (file == null) {
            return start;
        }
        int bar = place.isPresent() ? BAR_OF_SEVERAL : BAR;
        int filled = (int) (bar * file.share());
        var speed = PaceWords.speed(file, now).map(its -> " " + its).orElse("");
        var all = batch.shown(file.share(), now).map(its -> "; " + its).orElse("");
        return "%s %s [%s%s]%s%s"
                .formatted(start, PaceWords.percent(file), "=".repeat(filled), " ".repeat(bar - filled), speed, all);
    }
}
