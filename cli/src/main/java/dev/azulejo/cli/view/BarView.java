package dev.azulejo.cli.view;

import dev.azulejo.core.job.record.Manifest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// A bar at the bottom of the terminal, with megapixels of input per second and the time left: of the file
/// that began first and, where there are several, of all of them.
final class BarView implements ProgressView {
    private static final int BAR = 20;
    private static final int BAR_OF_SEVERAL = 10;
    private static final int MOST_OF_A_NAME = 30;

    private final BottomLine line;
    private final List<FileRun> underWay = new ArrayList<>();
    private BatchPace batch = new BatchPace(0);

    BarView(PrintWriter err) {
        line = new BottomLine(err, this::text);
        line.start();
    }

    @Override
    public synchronized void expect(BatchPace files) {
        batch = files;
    }

    @Override
    public void started(FileRun file) {
        synchronized (this) {
            underWay.add(file);
        }
        line.draw();
    }

    @Override
    public void planned(FileRun file, Manifest manifest) {
        line.draw();
    }

    @Override
    public synchronized void ended(FileRun file) {
        underWay.remove(file);
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
        if (underWay.isEmpty()) {
            return "";
        }
        var file = underWay.getFirst();
        long now = System.nanoTime();
        var place = batch.place(file.number());
        var name = StatusLine.shortened(String.valueOf(file.path().getFileName()), MOST_OF_A_NAME);
        var start = place.map(words -> words + ": ").orElse("") + name;
        if (!file.isPlanned()) {
            return start;
        }
        int bar = place.isPresent() ? BAR_OF_SEVERAL : BAR;
        int filled = (int) (bar * file.share());
        var speed = file.speed(now).map(words -> " " + words).orElse("");
        var all = batch.shown(now).map(words -> "; " + words).orElse("");
        return "%s %s [%s%s]%s%s"
                .formatted(start, file.percent(), "=".repeat(filled), " ".repeat(bar - filled), speed, all);
    }
}
