package dev.azulejo.cli;

import dev.azulejo.core.job.Manifest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/// A bar with megapixels of input per second and the time left.
final class BarView implements ProgressView {
    private static final int WIDTH = 100;
    private static final int BAR = 40;

    private String name = "";
    private @Nullable ProgressBar bar;

    @Override
    public synchronized void started(Path file) {
        name = Console.printable(String.valueOf(file.getFileName()));
    }

    @Override
    public synchronized void planned(Manifest manifest) {
        ended();
        bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(manifest.image().pixels())
                .setRenderer(BarView::line)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build();
    }

    @Override
    public synchronized void advanced(long pixels) {
        if (bar != null) {
            bar.stepBy(pixels);
        }
    }

    @Override
    public synchronized void ended() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private static String line(ProgressState state, int maxLength) {
        double done = (double) state.getCurrent() / state.getMax();
        double seconds =
                Duration.between(state.getStartInstant(), Instant.now()).toMillis() / 1000.0;
        int filled = (int) (BAR * done);
        var speed = done == 0
                ? ""
                : "%.2f MP/s, %.0f s left".formatted(state.getCurrent() / 1e6 / seconds, seconds * (1 - done) / done);
        var line = "%s %3.0f %% [%s%s] %s"
                .formatted(state.getTaskName(), 100 * done, "=".repeat(filled), " ".repeat(BAR - filled), speed);
        return line.substring(0, Math.min(line.length(), maxLength));
    }
}
