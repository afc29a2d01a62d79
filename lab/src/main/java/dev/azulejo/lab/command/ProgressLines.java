package dev.azulejo.lab.command;

import dev.azulejo.lab.train.Training.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;

/// Reports now and then how a training goes, and keeps the reports as lines of JSON. A training that was
/// killed repeats the steps since its checkpoint, so some lines may occur twice, with the same loss.
final class ProgressLines implements Consumer<Progress> {
    private static final int EVERY = 100;
    private static final double NANOS = 1e9;

    private final int steps;
    private final Path log;
    private final Consumer<String> out;
    private final long start = System.nanoTime();
    private double sum;
    private int count;

    ProgressLines(int steps, Path log, Consumer<String> out) {
        this.steps = steps;
        this.log = log;
        this.out = out;
    }

    @Override
    public void accept(Progress progress) {
        sum += progress.loss();
        count++;
        if (progress.step() % EVERY == 0 || progress.step() == steps) {
            double loss = sum / count;
            double seconds = (System.nanoTime() - start) / NANOS;
            out.accept("step %d of %d, loss %.5f, %.0f s".formatted(progress.step(), steps, loss, seconds));
            append(String.format(
                    Locale.ROOT,
                    "{\"step\": %d, \"loss\": %.6f, \"seconds\": %.1f}%n",
                    progress.step(),
                    loss,
                    seconds));
            sum = 0;
            count = 0;
        }
    }

    private void append(String line) {
        try {
            Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
