package dev.azulejo.cli;

import java.io.PrintWriter;
import java.time.Duration;

/// One line at the bottom of a terminal that says what is going on, written over again and again; elsewhere
/// nothing. Thread-safe.
final class StatusLine implements AutoCloseable {
    private static final int WIDTH = 78;
    private static final int MOST_OF_A_NAME = 36;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final PrintWriter err;
    private String file = "";
    private String trouble = "";
    private long pixels;
    private long done;
    private int pending;
    private int succeeded;
    private int failed;
    private String drawn = "";
    private boolean closed;

    StatusLine(PrintWriter err, boolean shown) {
        this.err = err;
        if (shown) {
            Thread.ofPlatform().daemon().name("status").start(this::drawAgainAndAgain);
        }
    }

    synchronized void pending(int count) {
        pending = count;
    }

    synchronized void working(String key) {
        file = key;
        trouble = "";
        pixels = 0;
        done = 0;
    }

    synchronized void planned(long all) {
        pixels = all;
        done = 0;
    }

    synchronized void advanced(long more) {
        done += more;
    }

    synchronized void idle() {
        file = "";
    }

    synchronized void trouble(String line) {
        trouble = line;
    }

    synchronized void counts(int succeededSoFar, int failedSoFar) {
        succeeded = succeededSoFar;
        failed = failedSoFar;
    }

    /// Prints lines that stay.
    synchronized void above(Runnable print) {
        erase();
        print.run();
    }

    private void drawAgainAndAgain() {
        try {
            while (draw()) {
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean draw() {
        var line = text();
        if (!closed && !line.equals(drawn)) {
            erase();
            err.print(line);
            err.flush();
            drawn = line;
        }
        return !closed;
    }

    private void erase() {
        if (!drawn.isEmpty()) {
            err.print("\r" + " ".repeat(drawn.length()) + "\r");
            err.flush();
            drawn = "";
        }
    }

    /// What is going on, in one line.
    synchronized String text() {
        var counts = "%d done, %d failed".formatted(succeeded, failed);
        var waiting = pending == 0 ? "" : ", %d waiting".formatted(pending);
        String line;
        if (!trouble.isEmpty()) {
            line = trouble;
        } else if (file.isEmpty()) {
            line = "waiting for files; " + counts;
        } else {
            long percent = pixels == 0 ? 0 : Math.min(100, 100 * done / pixels);
            line = "%s %d %%%s; %s".formatted(shortened(file), percent, waiting, counts);
        }
        var whole = Console.printable("azulejo: " + line);
        return whole.length() <= WIDTH ? whole : whole.substring(0, WIDTH - 1) + "…";
    }

    private static String shortened(String name) {
        return name.length() <= MOST_OF_A_NAME ? name : "…" + name.substring(name.length() - MOST_OF_A_NAME + 1);
    }

    @Override
    public synchronized void close() {
        closed = true;
        erase();
    }
}
