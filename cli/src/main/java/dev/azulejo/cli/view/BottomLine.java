package dev.azulejo.cli.view;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/// A line at the bottom of a terminal about the work under way, written over again and again. Thread-safe.
final class BottomLine implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(200);

    /// Clears the whole line: spaces would not cover letters that are two columns wide.
    private static final String ERASED = "\r\u001b[2K";

    /// Keeps a line that is wider than the terminal from wrapping. Wrapped round, the upper part of
    /// it could not be erased.
    private static final String UNWRAPPED = "\u001b[?7l";

    private static final String WRAPPED = "\u001b[?7h";

    private final PrintWriter err;
    private final Supplier<String> text;
    private String drawn = "";
    private boolean closed;

    /// @param text what it says now; nothing for no line
    BottomLine(PrintWriter err, Supplier<String> text) {
        this.err = err;
        this.text = text;
    }

    /// Starts to draw changes by itself.
    void start() {
        Thread.ofPlatform().daemon().name("bottom line").start(this::drawAgainAndAgain);
    }

    private void drawAgainAndAgain() {
        try {
            while (!isClosed()) {
                draw();
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Draws what has changed. Not to be called with a lock that its text needs.
    synchronized void draw() {
        var line = Console.printable(text.get());
        if (!closed && !line.equals(drawn)) {
            err.print(ERASED + UNWRAPPED + line + WRAPPED);
            err.flush();
            drawn = line;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /// Prints lines that stay.
    synchronized void above(Runnable print) {
        erase();
        print.run();
    }

    private void erase() {
        if (!drawn.isEmpty()) {
            err.print(ERASED);
            err.flush();
            drawn = "";
        }
    }

    /// Clears the line.
    @Override
    public synchronized void close() {
        closed = true;
        erase();
    }
}
