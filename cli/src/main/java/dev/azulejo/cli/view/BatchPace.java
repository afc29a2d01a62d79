package dev.azulejo.cli.view;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How far a batch of files is and how long the rest will take, going by the bytes of the files: all that is known of
/// those to come. Files whose results are there already cost no time, and so tell nothing of it. Thread-safe.
public final class BatchPace {
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Long> fileBytes;
    private int number;
    private long startNanos;
    private long workedBytes;
    private long workedNanos;

    /// @param fileBytes of each file, in their order
    public BatchPace(List<Long> fileBytes) {
        this.fileBytes = List.copyOf(fileBytes);
    }

    /// The next file's turn has come.
    synchronized void next(long nowNanos) {
        number++;
        startNanos = nowNanos;
    }

    /// The file has ended.
    ///
    /// @param worked whether anything was done for it
    synchronized void ended(boolean worked, long nowNanos) {
        if (worked) {
            workedBytes += bytes();
            workedNanos += nowNanos - startNanos;
        }
    }

    /// Which file it is, such as `file 3 of 7`; nothing for one alone.
    synchronized Optional<String> place() {
        return fileBytes.size() < 2
                ? Optional.empty()
                : Optional.of("file %d of %d".formatted(number, fileBytes.size()));
    }

    /// What share of the batch is done, 0 to 1.
    ///
    /// @param done share of the file that is under way
    synchronized double share(double done) {
        long all = fileBytes.stream().mapToLong(Long::longValue).sum();
        long before = fileBytes.stream()
                .limit(Math.max(0, number - 1))
                .mapToLong(Long::longValue)
                .sum();
        return all == 0 ? 0 : (before + done * bytes()) / all;
    }

    /// How long the rest of the batch will take; nothing as long as nobody can know.
    ///
    /// @param done share of the file that is under way; absent when it has ended
    synchronized Optional<Duration> left(OptionalDouble done, long nowNanos) {
        double bytes = workedBytes;
        double nanos = workedNanos;
        if (done.isPresent()) {
            bytes += done.getAsDouble() * bytes();
            nanos += nowNanos - startNanos;
        }
        double rest = (1 - share(done.orElse(1)))
                * fileBytes.stream().mapToLong(Long::longValue).sum();
        return bytes == 0 ? Optional.empty() : Optional.of(Duration.ofNanos((long) (nanos * rest / bytes)));
    }

    private long bytes() {
        return number < 1 ? 0 : fileBytes.get(number - 1);
    }

    /// A time that is left, short.
    static String shown(Duration time) {
        double seconds = time.toNanos() / NANOS_PER_SECOND;
        if (seconds < 100) {
            return "%.0f s".formatted(seconds);
        }
        return seconds < 100 * 60 ? "%.0f min".formatted(seconds / 60) : "%.1f h".formatted(seconds / 3_600);
    }
}
