package dev.azulejo.lab.command;

import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.lab.train.EventFile;
import dev.azulejo.lab.train.Training.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reports now and then how a training goes, and keeps the reports in its folder: as lines of JSON, as a file for
/// TensorBoard, and as a picture of what the model makes of a few patches by now. A training that was killed repeats
/// the steps since its checkpoint, so some lines may occur twice, with the same loss. For one thread.
final class ProgressLog implements Consumer<Progress>, AutoCloseable {
    /// The number of steps from one report to the next.
    private static final int EVERY = 100;

    /// The number of steps from one picture to the next.
    static final int PICTURE_EVERY = 500;

    private static final double NANOS = 1e9;

    private final int steps;
    private final TrainingFolder folder;
    private final SampleSheet sheet;
    private final PlainPictures encoder;
    private final Consumer<String> out;
    private final long start = System.nanoTime();
    private @Nullable EventFile events;
    private double sum;
    private int count;

    /// @param steps of the whole training
    /// @param out receives each report
    ProgressLog(int steps, TrainingFolder folder, SampleSheet sheet, PlainPictures encoder, Consumer<String> out) {
        this.steps = steps;
        this.folder = folder;
        this.sheet = sheet;
        this.encoder = encoder;
        this.out = out;
    }

    /// @throws UncheckedIOException when the folder cannot be written to
    @Override
    public void accept(Progress progress) {
        if (events == null) {
            events = EventFile.begin(folder.folder(), progress.step() - 1, Clock.systemUTC());
        }
        sum += progress.loss();
        count++;
        try {
            if (progress.step() % EVERY == 0 || progress.step() == steps) {
                report(progress, events);
            }
            if (progress.step() % PICTURE_EVERY == 0 || progress.step() == steps) {
                show(progress, events);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(Progress progress, EventFile to) throws IOException {
        double loss = sum / count;
        double seconds = (System.nanoTime() - start) / NANOS;
        out.accept("step %d of %d, loss %.5f, %.0f s".formatted(progress.step(), steps, loss, seconds));
        var line = String.format(
                Locale.ROOT, "{\"step\": %d, \"loss\": %.6f, \"seconds\": %.1f}%n", progress.step(), loss, seconds);
        Files.writeString(folder.log(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        to.number(progress.step(), "loss", (float) loss);
        to.number(progress.step(), "rate", (float) progress.rate());
        sum = 0;
        count = 0;
    }

    private void show(Progress progress, EventFile to) throws IOException {
        var picture = sheet.with(progress.average());
        var png = encoder.png(picture.block());
        to.picture(progress.step(), "samples", picture.width(), picture.height(), png);
        var file = folder.samples();
        var beside = Path.of(file + ".new");
        Files.write(beside, png);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        if (events != null) {
            events.close();
        }
    }
}
