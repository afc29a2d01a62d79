package dev.azulejo.cli;

import dev.azulejo.core.job.Manifest;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// A bar with megapixels per second and the time left.
final class BarView implements ProgressView {
    private static final int WIDTH = 100;
    private static final long MEGAPIXEL = 1_000_000;

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
                .setUnit(" MP", MEGAPIXEL)
                .showSpeed()
                .setSpeedUnit(ChronoUnit.SECONDS)
                .setStyle(ProgressBarStyle.ASCII)
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
}
