package dev.azulejo.worker;

import java.util.concurrent.locks.LockSupport;

/// A device that computes one batch at a time, in the order in which they come, and takes a batch up as
/// soon as the one before has ended: as a stream of a GPU does. It takes time and no processor.
/// Thread-safe.
final class RigDevice {
    private double megapixelsPerSecond = Double.POSITIVE_INFINITY; // guarded by this
    private long freeAt = System.nanoTime(); // guarded by this
    private long assignedNanos; // guarded by this
    private double megapixels; // guarded by this

    synchronized void speed(double outputMegapixelsPerSecond) {
        megapixelsPerSecond = outputMegapixelsPerSecond;
    }

    /// Returns when so many output megapixels would have been computed.
    void compute(double outputMegapixels) {
        long end;
        synchronized (this) {
            long nanos = (long) (1e9 * outputMegapixels / megapixelsPerSecond);
            freeAt = Math.max(freeAt, System.nanoTime()) + nanos;
            end = freeAt;
            assignedNanos += nanos;
            megapixels += outputMegapixels;
        }
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// How long it was busy until now.
    synchronized long busyNanos() {
        return assignedNanos - Math.max(0, freeAt - System.nanoTime());
    }

    /// All that it was given so far.
    synchronized double megapixels() {
        return megapixels;
    }
}
