package dev.azulejo.cli.view;

import dev.azulejo.local.work.FilePace;
import java.io.PrintWriter;
import java.nio.file.Path;

/// A line at the bottom of a terminal about the current one of several files, and how long the rest takes.
/// Thread-safe.
public final class FilesProgress implements AutoCloseable {
    private static final int MOST_OF_A_NAME = 40;

    private final BottomLine line;
    private final String doing;
    private final int files;
    private final FilePace pace;
    private String name = "";

    /// @param shown whether a person watches
    /// @param doing what is done with each, such as `measuring`
    public FilesProgress(PrintWriter err, boolean shown, String doing, int files) {
        this.doing = doing;
        this.files = files;
        pace = new FilePace(files, System.nanoTime());
        line = new BottomLine(err, () -> text(System.nanoTime()));
        if (shown) {
            line.start();
        }
    }

    public synchronized void begins(Path file) {
        name = StatusLine.shortened(file.toString(), MOST_OF_A_NAME);
    }

    public synchronized void ended() {
        pace.advanced(1, System.nanoTime());
        name = "";
    }

    /// The text, such as `azulejo: measuring 3 of 60: beach.jpg, 40 s left`; empty between files.
    synchronized String text(long nowNanos) {
        var left = pace.left(nowNanos)
                .map(time -> ", %s left".formatted(BatchPace.shown(time)))
                .orElse("");
        return name.isEmpty()
                ? ""
                : "azulejo: %s %d of %d: %s%s".formatted(doing, pace.finished() + 1, files, name, left);
    }

    /// Prints lines that stay.
    public void above(Runnable print) {
        line.above(print);
    }

    @Override
    public void close() {
        line.close();
    }
}
