package dev.azulejo.cli.view;

import java.io.PrintWriter;

/// A line at the bottom of a terminal about the work under way, written over again and again; elsewhere
/// nothing. Thread-safe.
public final class StatusLine implements AutoCloseable {
    private static final int MOST_OF_A_NAME = 36;

    private final BottomLine line;
    private String file = "";
    private String trouble = "";
    private long pixels;
    private long done;
    private int pending;
    private int succeeded;
    private int failed;

    public StatusLine(PrintWriter err, boolean shown) {
        line = new BottomLine(err, this::text);
        if (shown) {
            line.start();
        }
    }

    public synchronized void pending(int count) {
        pending = count;
    }

    public synchronized void working(String key) {
        file = key;
        trouble = "";
        pixels = 0;
        done = 0;
    }

    public synchronized void planned(long all) {
        pixels = all;
        done = 0;
    }

    public synchronized void advanced(long more) {
        done += more;
    }

    public synchronized void idle() {
        file = "";
    }

    public synchronized void trouble(String line) {
        trouble = line;
    }

    public synchronized void counts(int succeededSoFar, int failedSoFar) {
        succeeded = succeededSoFar;
        failed = failedSoFar;
    }

    /// Prints lines that stay.
    public void above(Runnable print) {
        line.above(print);
    }

    /// The line's text.
    synchronized String text() {
        var counts = "%d done, %d failed".formatted(succeeded, failed);
        var waiting = pending == 0 ? "" : ", %d waiting".formatted(pending);
        if (!trouble.isEmpty()) {
            return "azulejo: " + trouble;
        }
        if (file.isEmpty()) {
            return "azulejo: waiting for files; " + counts;
        }
        long percent = pixels == 0 ? 0 : Math.min(100, 100 * done / pixels);
        return "azulejo: %s %d %%%s; %s".formatted(shortened(file, MOST_OF_A_NAME), percent, waiting, counts);
    }

    /// Shortens a longer name to its end.
    static String shortened(String name, int most) {
        return name.length() <= most ? name : "…" + name.substring(name.length() - most + 1);
    }

    @Override
    public void close() {
        line.close();
    }
}
