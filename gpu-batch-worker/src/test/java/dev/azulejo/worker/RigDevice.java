package dev.azulejo.worker;

import java.util.concurrent.locks.LockSupport;

/// A device that computes one batch at a time, in the order of arrival, and starts a batch as soon as the
/// previous one has ended, as a stream of a GPU does. It takes time but no processor. Thread-safe.
final class RigDevice {
    private double megapixelsPerSecond = Double.POSITIVE_INFINITY; // guarded by this
    private long freeAt = System.nanoTime(); // guarded by this
    private long assignedNanos; // guarded by this
    private double megapixels; // guarded by this

    synchronized void speed(double outputMegapixelsPerSecond) {
        megapixelsPerSecond = outputMegapixelsPerSecond;
    }

    /// Returns when the given number of output megapixels would have been computed.
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

    /// How long the device was busy until now.
    synchronized long busyNanos() {
        return assignedNanos - Math.max(0, freeAt - System.nanoTime());
    }

    /// The megapixels that the device was given so far.
    synchronized double megapixels() {
        return megapixels;
    }
}
