package dev.azulejo.core.plan;

import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.record.PlannedResult;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.TiffCompression;

/// The disk space that a job needs, from the size of its source's file: a file of many bytes for its pixels
/// is hard to pack again. Measured on photographs, as PNG and as JPEG; noise takes more, drawings less.
///
/// @param sourceBytes of the pixels cut from the source, packed
/// @param tileBytes of the enhanced tiles, packed
/// @param finishedBytes of the tiles of shards under way, kept by themselves until their shard is done
/// @param resultBytes of the strips, and again of the results that are made of them
record DiskNeed(long sourceBytes, long tileBytes, long finishedBytes, long resultBytes) {
    private static final double HALOS = 1.05;

    /// How many shards at once on one machine.
    private static final int SHARDS_AT_ONCE = 2;

    /// The bytes of a packed pixel of an enlarged photograph, relative to the photograph itself.
    private static final double ENLARGED = 0.84;

    /// The bytes of PNG, and TIFF with deflate, relative to our own packing.
    private static final double LOSSLESS = 1.1;

    /// The bytes of JPEG of quality 90 relative to our own packing; each 20 more or less change them by a
    /// factor of e.
    private static final double JPEG_90 = 0.21;

    static DiskNeed of(JobPlan plan, int shards) {
        double pixels = plan.image().pixels();
        int rawBytes = plan.pixels().bytesPerPixel();
        double perPixel = packed(plan.source().bytes() / pixels, rawBytes);
        double tilePixels = plan.enlarged().pixels();
        double tileBytes = tilePixels * perPixel * (tilePixels > pixels ? ENLARGED : 1);
        return new DiskNeed(
                (long) (pixels * perPixel * HALOS),
                (long) tileBytes,
                (long) (tileBytes * Math.min(1.0, (double) SHARDS_AT_ONCE / shards)),
                plan.outputs().stream()
                        .mapToLong(output -> resultBytes(output, perPixel, pixels, rawBytes))
                        .sum());
    }

    /// The most bytes at once: sources are dropped when all tiles are there, tiles when all strips are.
    long peakBytes() {
        return tileBytes + Math.max(sourceBytes + finishedBytes, resultBytes);
    }

    /// The bytes per pixel of our packing (Up filter and zstd), for a pixel that takes `fileBytes` in its
    /// file.
    private static double packed(double fileBytes, int rawBytes) {
        double ofJpeg = Math.min(6 * fileBytes, 0.95 + 0.6 * fileBytes);
        return Math.min(ofJpeg, 0.6 * rawBytes);
    }

    /// @param perPixel bytes that our packing makes of a pixel of the source
    /// @param sourcePixels how many it has
    private static long resultBytes(PlannedResult output, double perPixel, double sourcePixels, int rawBytes) {
        double pixels = output.size().pixels();
        double packed = perPixel * (pixels > sourcePixels ? ENLARGED : 1);
        return (long) (pixels * encoded(output.encoding(), packed, rawBytes));
    }

    /// The bytes of a pixel in the result.
    private static double encoded(ResultEncoding output, double packed, int rawBytes) {
        if (output.compression() == TiffCompression.NONE) {
            return rawBytes;
        }
        var format = output.format();
        return format.isLossy()
                ? packed * JPEG_90 * format.jpegs() * Math.exp((output.quality() - 90) / 20.0)
                : packed * LOSSLESS;
    }
}
