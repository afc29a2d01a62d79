package dev.azulejo.cli.view;

import java.io.PrintWriter;

/// A line at the bottom of a terminal about the progress of a copy. Thread-safe.
public final class CopyProgress implements AutoCloseable {
    private static final int MOST_OF_A_NAME = 40;
    private static final double MEGA = 1e6;

    private final BottomLine line;
    private String name = "";
    private long bytes;
    private long done;
    private long from;
    private long startNanos;

    public CopyProgress(PrintWriter err, boolean shown) {
        line = new BottomLine(err, this::text);
        if (shown) {
            line.start();
        }
    }

    public synchronized void begins(String key, long all) {
        name = key.length() > MOST_OF_A_NAME ? "…" + key.substring(key.length() - MOST_OF_A_NAME + 1) : key;
        bytes = all;
        done = 0;
        from = -1;
        startNanos = System.nanoTime();
    }

    public synchronized void done(long now) {
        if (from < 0) {
            from = now; // what was there before says nothing of the speed
        }
        done = now;
    }

    /// Prints lines that stay.
    public void above(Runnable print) {
        line.above(print);
    }

    private synchronized String text() {
        if (name.isEmpty()) {
            return "";
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        double speed = seconds > 0 && from >= 0 ? (done - from) / MEGA / seconds : 0;
        return "%s  %.1f of %.1f MB, %.1f MB/s".formatted(name, done / MEGA, bytes / MEGA, speed);
    }

    @Override
    public void close() {
        line.close();
    }
}
