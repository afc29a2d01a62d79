package dev.azulejo.imaging.child;

import java.time.Duration;

/// Limits of a decoder process for one file. Time counts only while the process works, not while it waits
/// for bytes or for the caller to ask for rows.
///
/// @param memoryBytes resident memory of the process
/// @param silence longest time without a request for bytes, a row or an end
/// @param patience whole time, before that for pixels is added
/// @param perMegapixel added to `patience` for each million pixels by the header
public record ChildLimits(long memoryBytes, Duration silence, Duration patience, Duration perMegapixel) {
    /// The default: 2 GiB, 60 seconds of silence, and in all a minute and a second for each megapixel.
    public static final ChildLimits DEFAULT =
            new ChildLimits(2L << 30, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(1));

    public ChildLimits {
        if (memoryBytes < 1 || silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException(
                    "a decoder needs memory and time, got %d bytes and %s".formatted(memoryBytes, silence));
        }
    }

    public ChildLimits withMemory(long bytes) {
        return new ChildLimits(bytes, silence, patience, perMegapixel);
    }

    public ChildLimits withSilence(Duration longest) {
        return new ChildLimits(memoryBytes, longest, patience, perMegapixel);
    }

    /// The reason for refusing a file that needs more memory: the same words whether the process was seen
    /// to hold too much or was denied more.
    String tooMuchMemory() {
        return "needs more memory to be decoded than a file may take (%,d MiB)".formatted(memoryBytes >> 20);
    }

    Duration whole(long pixels) {
        return patience.plus(perMegapixel.multipliedBy(pixels / 1_000_000));
    }
}
