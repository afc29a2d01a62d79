package dev.azulejo.cli.view;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Computes how far a batch of files is, and how long the rest takes. Each file was foreseen to take some
/// seconds, by its pixels and the models for them; how much longer or shorter those take that have ended
/// holds for those to come. Files whose results are there already, or in part, tell nothing of the time. It
/// changes its mind only between files, so that the time never counts up within one. Thread-safe.
public final class BatchPace {
    private static final double NANOS_PER_SECOND = 1e9;

    /// The weight of the forecast, as that of files that took so many seconds.
    private static final double BELIEVED_SECONDS = 10;

    private final int files;
    private List<Double> foreseen = List.of();
    private int number;
    private long startNanos;
    private double workedForeseen = BELIEVED_SECONDS;
    private double workedSeconds = BELIEVED_SECONDS;

    public BatchPace(int files) {
        this.files = files;
    }

    /// Sets the forecast of each file, in their order; before, there is no estimate.
    ///
    /// @param seconds 0 for one of which nothing will come
    /// @throws IllegalArgumentException when there are not as many as files
    public synchronized void foreseen(List<Double> seconds) {
        if (seconds.size() != files) {
            throw new IllegalArgumentException("%d files, foreseen %d".formatted(files, seconds.size()));
        }
        foreseen = List.copyOf(seconds);
    }

    /// Begins the next file.
    synchronized void next(long nowNanos) {
        number++;
        startNanos = nowNanos;
    }

    /// Ends the file.
    ///
    /// @param worked whether all of it was done now
    synchronized void ended(boolean worked, long nowNanos) {
        if (worked && isForeseen()) {
            workedForeseen += foreseen.get(number - 1);
            workedSeconds += (nowNanos - startNanos) / NANOS_PER_SECOND;
        }
    }

    /// The number of the file, such as `file 3 of 7`; empty if there is only one.
    synchronized Optional<String> place() {
        return files < 2 ? Optional.empty() : Optional.of("file %d of %d".formatted(number, files));
    }

    /// The share of the batch that is done, 0 to 1; empty as long as it cannot be known.
    ///
    /// @param done share of the file that is under way
    synchronized OptionalDouble share(double done) {
        double all = foreseen(0, files);
        return isForeseen() && all > 0
                ? OptionalDouble.of((foreseen(0, number - 1) + done * foreseen(number - 1, number)) / all)
                : OptionalDouble.empty();
    }

    /// The time for the rest of the batch with the file under way; empty as long as it cannot be known.
    synchronized Optional<Duration> left(long nowNanos) {
        if (!isForeseen()) {
            return Optional.empty();
        }
        double pace = workedSeconds / workedForeseen;
        double passed = (nowNanos - startNanos) / NANOS_PER_SECOND;
        double seconds = Math.max(pace * foreseen(number, files), pace * foreseen(number - 1, files) - passed);
        return Optional.of(Duration.ofMillis((long) (1_000 * seconds)));
    }

    /// The state in words, such as `all 45 %, 12 min left`; empty for one file alone, and as long as it
    /// cannot be known.
    Optional<String> shown(double done, long nowNanos) {
        var left = left(nowNanos);
        var share = share(done);
        return place().isEmpty() || left.isEmpty() || share.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "all %.0f %%, %s left".formatted(Math.floor(100 * share.getAsDouble()), shown(left.get())));
    }

    private boolean isForeseen() {
        return number >= 1 && !foreseen.isEmpty();
    }

    private double foreseen(int from, int to) {
        return foreseen.isEmpty()
                ? 0
                : foreseen.subList(from, to).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }

    /// Words a time that is left, in short.
    static String shown(Duration time) {
        double seconds = time.toNanos() / NANOS_PER_SECOND;
        if (seconds < 100) {
            return "%.0f s".formatted(seconds);
        }
        double minutes = seconds / 60;
        if (minutes < 10) {
            return "%.1f min".formatted(minutes);
        }
        return minutes < 100 ? "%.0f min".formatted(minutes) : "%.1f h".formatted(minutes / 60);
    }
}
