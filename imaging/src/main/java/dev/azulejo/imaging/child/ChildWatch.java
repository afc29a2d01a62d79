package dev.azulejo.imaging.child;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Enforces the limits of one decoder process, and ends it when it exceeds one. Time counts only during the
/// process's turns. Thread-safe.
final class ChildWatch {
    private final Process process;
    private final ChildLimits limits;
    private final LongSupplier nanos;
    private boolean working;
    private long turnStart;
    private Duration silence;
    private Duration used = Duration.ZERO;
    private Duration allowed;
    private @Nullable String verdict;

    /// @param silence that is allowed until [#started]
    /// @param nanos a clock
    ChildWatch(Process process, ChildLimits limits, Duration silence, LongSupplier nanos) {
        this.process = process;
        this.limits = limits;
        this.silence = silence;
        this.nanos = nanos;
        this.allowed = limits.whole(0);
    }

    void start() {
        Thread.ofVirtual().name("decoder-watch-" + process.pid()).start(this::look);
    }

    /// Called when the process has started: from now on the normal limit of silence holds.
    synchronized void started() {
        endTurn();
        used = Duration.ZERO;
        silence = limits.silence();
    }

    /// Called when another file begins.
    synchronized void begin() {
        used = Duration.ZERO;
        allowed = limits.whole(0);
    }

    /// Called when the header has told the size of the image.
    synchronized void allow(long pixels) {
        allowed = limits.whole(pixels);
    }

    /// Called when it is the process's turn.
    synchronized void startTurn() {
        working = true;
        turnStart = nanos.getAsLong();
    }

    /// Called when the process has answered.
    synchronized void endTurn() {
        if (working) {
            used = used.plusNanos(nanos.getAsLong() - turnStart);
            working = false;
        }
    }

    /// Why the process was ended, if it was.
    synchronized Optional<String> verdict() {
        return Optional.ofNullable(verdict);
    }

    private void look() {
        try {
            while (process.isAlive() && !judged()) {
                Thread.sleep(ResidentMemory.PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Checks the limits, and ends the process if it has exceeded one; returns whether it has.
    boolean judged() {
        var memory = ResidentMemory.of(process.pid());
        synchronized (this) {
            if (memory.isPresent() && memory.getAsLong() > limits.memoryBytes()) {
                verdict = limits.tooMuchMemory();
            } else if (working) {
                verdict = late(Duration.ofNanos(nanos.getAsLong() - turnStart));
            }
            if (verdict == null) {
                return false;
            }
        }
        process.destroyForcibly();
        return true;
    }

    private @Nullable String late(Duration turn) {
        if (turn.compareTo(silence) > 0) {
            return "kept its decoder busy for %d s without a sign of progress".formatted(silence.toSeconds());
        }
        return used.plus(turn).compareTo(allowed) > 0
                ? "takes more than %d s to be decoded, too long for its size".formatted(allowed.toSeconds())
                : null;
    }
}
