package dev.azulejo.inference.probe;

import dev.azulejo.core.local.ProcessMemory;
import dev.azulejo.inference.engine.EngineFailure;
import java.util.List;

/// Measures how fast a model is and what memory it takes, on one core. For one thread.
///
/// @param idleBytes memory of the process before the model ran
public record SpeedProbe(ProbeSession session, long idleBytes) {
    private static final List<Integer> SIDES = List.of(128, 192, 256, 288, 320, 384, 512);
    private static final int LARGEST = 1024;
    private static final double MOST_SECONDS = 30;
    private static final long SEED = 5;

    /// @param side of a padded tile, in input pixels
    /// @param outputMegapixelsPerSecond without the halo, on one core
    /// @param bytesPerInputPixel by which the process grew; 0 if the system does not tell
    /// @param seconds of a run
    public record Speed(int side, double outputMegapixelsPerSecond, int bytesPerInputPixel, double seconds) {}

    /// The fastest side from 128 to 512 whose run takes at most `maxBytes`.
    Speed fastest(int scale, int alignment, int halo, long maxBytes) throws EngineFailure {
        var best = new Speed(0, 0, 0, 0);
        for (int wanted : SIDES) {
            int side = ModelProbe.roundedUp(wanted, alignment);
            if (side <= 2 * halo) {
                continue;
            }
            var measured = speed(scale, side, halo);
            if (best.side > 0 && (long) measured.bytesPerInputPixel * side * side > maxBytes) {
                break;
            }
            if (measured.outputMegapixelsPerSecond > best.outputMegapixelsPerSecond) {
                best = measured;
            }
        }
        return best;
    }

    /// The only square that the model takes, or the largest whose run takes at most `maxBytes` and half a minute.
    Speed largest(int scale, int alignment, long maxBytes) throws EngineFailure {
        var fixed = session.fixedSide();
        var best = speed(scale, fixed.orElse(ModelProbe.roundedUp(SIDES.getFirst(), alignment)), 0);
        int side = 2 * best.side;
        while (fixed.isEmpty() && side <= LARGEST && fits(best, side, maxBytes)) {
            best = speed(scale, side, 0);
            side *= 2;
        }
        return best;
    }

    /// Whether a larger square is likely to fit, judged by what a smaller one took.
    private static boolean fits(Speed smaller, int side, long maxBytes) {
        double times = (double) side * side / ((double) smaller.side * smaller.side);
        double bytes = times * smaller.bytesPerInputPixel * smaller.side * smaller.side;
        return bytes <= maxBytes && times * smaller.seconds() <= MOST_SECONDS;
    }

    private Speed speed(int scale, int side, int halo) throws EngineFailure {
        var picture = ProbePicture.photograph(side, side, SEED);
        ProcessMemory.forgetPeak();
        session.run(picture); // the first one also allocates
        long bytes = Math.max(0, ProcessMemory.peak() - idleBytes);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            session.run(picture);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        double useful = Math.pow((side - 2.0 * halo) * scale, 2) / 1e6;
        return new Speed(side, useful / best, (int) (bytes / ((long) side * side)), best);
    }
}
