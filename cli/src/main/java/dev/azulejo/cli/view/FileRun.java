package dev.azulejo.cli.view;

import dev.azulejo.local.work.FilePace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A file of a batch while it is enhanced: which one it is, and how far. Thread-safe.
public final class FileRun {
    private final int number;
    private final Path path;
    private Optional<FilePace> pace = Optional.empty();
    private long startNanos;
    private long endNanos;
    private boolean isThere;
    private boolean hasWorked;

    /// @param number of its place in the batch, from 1
    FileRun(int number, Path path) {
        this.number = number;
        this.path = path;
    }

    int number() {
        return number;
    }

    public Path path() {
        return path;
    }

    synchronized void begins(long nowNanos) {
        startNanos = nowNanos;
        endNanos = nowNanos;
    }

    synchronized void planned(long pixels, long nowNanos) {
        pace = Optional.of(new FilePace(pixels, nowNanos));
        hasWorked = true;
    }

    /// An earlier run has enhanced that number of input pixels.
    synchronized void found(long pixels) {
        hasWorked = false;
        pace.ifPresent(counted -> counted.found(pixels));
    }

    /// Adds a number of enhanced input pixels.
    synchronized void advanced(long pixels, long nowNanos) {
        pace.ifPresent(counted -> counted.advanced(pixels, nowNanos));
    }

    synchronized void foundWhole() {
        isThere = true;
    }

    synchronized void ends(long nowNanos) {
        endNanos = nowNanos;
    }

    /// Whether its results were there already.
    public synchronized boolean isThere() {
        return isThere;
    }

    /// Whether models may have run for it now.
    public synchronized boolean hasBegunModels() {
        return pace.isPresent() && !isThere;
    }

    /// Whether all of it was done now.
    public synchronized boolean hasWorked() {
        return hasWorked;
    }

    /// The time from its beginning to its end.
    public synchronized Duration took() {
        return Duration.ofNanos(endNanos - startNanos);
    }

    /// 0 to 1.
    synchronized double share() {
        return pace.map(FilePace::share).orElse(0.0);
    }

    synchronized boolean isPlanned() {
        return pace.isPresent();
    }

    /// The share that is done, such as `45 %`.
    synchronized String percent() {
        return pace.map(PaceWords::percent).orElse("0 %");
    }

    /// Its speed and the time left, such as `1.20 MP/s, 12 s left`; empty before the first pixels.
    synchronized Optional<String> speed(long nowNanos) {
        return pace.flatMap(counted -> PaceWords.speed(counted, nowNanos));
    }
}
