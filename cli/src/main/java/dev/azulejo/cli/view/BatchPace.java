package dev.azulejo.cli.view;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Computes how far a batch of files is, and how long the rest takes. Each file was foreseen to take some seconds, by
/// its pixels and the models for them; how much longer or shorter the work takes that was done holds for
/// that to come. Files whose results are there already, or in part, tell nothing of the time. It changes
/// its mind only when a file ends, so that the time never counts up meanwhile. Several files may be under
/// way. Thread-safe.
public final class BatchPace {
    private static final double NANOS_PER_SECOND = 1e9;

    /// The weight of the forecast, as that of files that took so many seconds.
    private static final double BELIEVED_SECONDS = 10;

    private final int files;
    private final boolean[] begun;
    private final double[] shares;
    private double[] sharesBefore;
    private double[] foreseen = {};
    private boolean isAnyBegun;
    private int underWay;
    private long sinceNanos;
    private double workedForeseen = BELIEVED_SECONDS;
    private double workedSeconds = BELIEVED_SECONDS;

    public BatchPace(int files) {
        this.files = files;
        this.begun = new boolean[files];
        this.shares = new double[files];
        this.sharesBefore = new double[files];
    }

    /// Sets the forecast of each file, in their order; before, there is no estimate.
    ///
    /// @param seconds 0 for one of which nothing will come
    /// @throws IllegalArgumentException when there are not as many as files
    public synchronized void foreseen(List<Double> seconds) {
        if (seconds.size() != files) {
            throw new IllegalArgumentException("%d files, foreseen %d".formatted(files, seconds.size()));
        }
        foreseen = seconds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// Begins a file.
    ///
    /// @param number from 1, as everywhere here
    synchronized void begins(int number, long nowNanos) {
        if (underWay == 0) {
            sinceNanos = nowNanos;
        }
        underWay++;
        begun[number - 1] = true;
        isAnyBegun = true;
    }

    /// Notes the share of a file that is done, 0 to 1.
    synchronized void advanced(int number, double share) {
        shares[number - 1] = share;
    }

    /// Ends a file.
    ///
    /// @param worked whether all of it was done now
    synchronized void ended(int number, boolean worked, long nowNanos) {
        underWay--;
        shares[number - 1] = 1;
        if (worked && isForeseen()) {
            workedForeseen += done(shares) - done(sharesBefore);
            workedSeconds += (nowNanos - sinceNanos) / NANOS_PER_SECOND;
        }
        sharesBefore = shares.clone();
        sinceNanos = nowNanos;
    }

    /// The number of a file, such as `file 3 of 7`; empty if there is only one.
    Optional<String> place(int number) {
        return files < 2 ? Optional.empty() : Optional.of("file %d of %d".formatted(number, files));
    }

    /// The share of the batch that is done, 0 to 1; empty as long as it cannot be known.
    synchronized OptionalDouble share() {
        double all = Arrays.stream(foreseen).sum();
        return isForeseen() && all > 0 ? OptionalDouble.of(done(shares) / all) : OptionalDouble.empty();
    }

    /// The time for the rest of the batch with the files under way; empty as long as it cannot be known.
    synchronized Optional<Duration> left(long nowNanos) {
        if (!isForeseen()) {
            return Optional.empty();
        }
        double pace = workedSeconds / workedForeseen;
        double passed = (nowNanos - sinceNanos) / NANOS_PER_SECOND;
        double toBegin = 0;
        double all = 0;
        for (int file = 0; file < files; file++) {
            toBegin += begun[file] ? 0 : foreseen[file];
            all += foreseen[file];
        }
        double seconds = Math.max(pace * toBegin, pace * (all - done(sharesBefore)) - passed);
        return Optional.of(Duration.ofMillis((long) (1_000 * seconds)));
    }

    /// The state in words, such as `all 45 %, 12 min left`; empty for one file alone, and as long as it
    /// cannot be known.
    Optional<String> shown(long nowNanos) {
        var left = left(nowNanos);
        var share = share();
        return files < 2 || left.isEmpty() || share.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "all %.0f %%, %s left".formatted(Math.floor(100 * share.getAsDouble()), shown(left.get())));
    }

    private boolean isForeseen() {
        return foreseen.length > 0 && isAnyBegun;
    }

    /// The foreseen seconds of the work that is done.
    private double done(double[] ofEach) {
        double seconds = 0;
        for (int file = 0; file < foreseen.length; file++) {
            seconds += ofEach[file] * foreseen[file];
        }
        return seconds;
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
