package dev.azulejo.core.port;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.List;

/// Encodes the strips of one file format, each by itself and in any order; joined they are the file. The first
/// starts with the file's header; [#trailer] makes what follows the last. Same pixels and manifest, same bytes.
/// Thread-safe.
public interface StripEncoder {
    /// Strips must start at multiples of so many rows.
    int rowMultiple(PixelFormat pixels, OutputSpec output);

    /// The build that decides the bytes, such as `PNG by java.util.zip.Deflater, zlib 1.3.1`.
    String fingerprint();

    /// @param rows the pixels under `manifest.strips().outputRect(strip)`, in `manifest.pixels()`
    EncodedStrip encode(Manifest manifest, int strip, PixelBlock rows);

    /// @param facts those of all strips, in their order
    byte[] trailer(Manifest manifest, List<StripFacts> facts);

    /// One encoded strip, and what its trailer will need of it.
    record EncodedStrip(byte[] bytes, StripFacts facts) {}

    /// @param checksum of the raw bytes, as the format defines it (Adler-32 for PNG, else 0)
    /// @param rawBytes how many bytes the checksum covers
    record StripFacts(long checksum, long rawBytes) {}
}
