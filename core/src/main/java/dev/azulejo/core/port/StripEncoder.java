package dev.azulejo.core.port;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.List;
import java.util.function.Consumer;

/// Encodes the strips of one file format, each by itself and in any order; between [#head] and [#trailer]
/// they are the file. Header data known beforehand is at the start of the first strip; data about all
/// strips is in the head or the trailer. Equal pixels and results give equal bytes. Thread-safe.
public interface StripEncoder {
    /// The number of rows at whose multiples strips must start; the most rows of a file for a format that
    /// is encoded whole.
    int rowMultiple(PixelFormat pixels, ResultEncoding output);

    /// The number of rows at whose multiples strips must start, for a format where it depends on the
    /// result's size.
    default int rowMultiple(PixelFormat pixels, ResultEncoding output, Size result) {
        return rowMultiple(pixels, output);
    }

    /// The deflate that packs the strips on this machine; empty if the format has none, or only one. The
    /// result fixes it, as strips of two do not look alike.
    default String deflater(ResultEncoding output) {
        return "";
    }

    /// The name of the build that decides the bytes, such as `PNG by java.util.zip.Deflater, zlib 1.3.1`.
    String fingerprint(ResultEncoding output);

    /// The name of the build for a job, whose deflater is fixed.
    default String fingerprint(Result result) {
        return fingerprint(result.encoding());
    }

    /// @param rows the pixels under `result.strips().outputRect(strip)`, in `result.pixels()`
    EncodedStrip encode(Result result, int strip, PixelBlock rows);

    /// Adds parts made of all strips together, such as smaller images of the whole. They go after the last
    /// strip and before the trailer, in pieces, which have facts as strips do. Most formats add nothing.
    ///
    /// @param sides what [#encode] left for this
    default void addMore(Result result, StripSides sides, Consumer<EncodedStrip> target) {}

    /// The bytes before the first strip; empty unless the format must say there where its strips lie.
    ///
    /// @param facts those of all strips and of what was added to them, in their order
    default byte[] head(Result result, List<StripFacts> facts) {
        return new byte[0];
    }

    /// The bytes after the last strip.
    ///
    /// @param facts those of all strips and of what was added to them, in their order
    byte[] trailer(Result result, List<StripFacts> facts);

    /// One encoded strip, with the facts that head and trailer need about it.
    ///
    /// @param side what [#addMore] will need of it; not a part of the file
    record EncodedStrip(byte[] bytes, byte[] side, StripFacts facts) {
        public static EncodedStrip of(byte[] bytes, long checksum, long rawBytes) {
            return new EncodedStrip(bytes, new byte[0], new StripFacts(checksum, rawBytes, bytes.length));
        }

        /// Returns this strip with the lengths of parts that the head names one by one.
        public EncodedStrip withParts(List<Integer> partBytes) {
            var described = new StripFacts(facts.checksum(), facts.rawBytes(), facts.encodedBytes(), partBytes);
            return new EncodedStrip(bytes, side, described);
        }

        public EncodedStrip withSide(byte[] newSide) {
            return new EncodedStrip(bytes, newSide, facts);
        }
    }

    /// Passes to `use` what the encoder of a strip left beside it, and the strip's length. If `use` cannot
    /// read it, that is reported as damage of the strip.
    interface StripSides {
        /// @throws dev.azulejo.core.failure.PermanentFailure naming the strip, when `use` throws one
        <T> T read(int strip, SideReader<T> use);

        /// Reads the data that an encoder left beside a strip.
        @FunctionalInterface
        interface SideReader<T> {
            /// @param encodedBytes length of the strip
            T read(byte[] side, long encodedBytes);
        }
    }

    /// @param checksum of the raw bytes, as the format defines it (Adler-32 for PNG, else 0)
    /// @param rawBytes how many bytes the checksum covers
    /// @param encodedBytes length of the encoded strip
    /// @param partBytes lengths of the parts of the strip that the head names one by one (tiles of a TIFF), in
    ///     their order; else none
    record StripFacts(long checksum, long rawBytes, long encodedBytes, List<Integer> partBytes) {
        public StripFacts {
            partBytes = List.copyOf(partBytes);
        }

        public StripFacts(long checksum, long rawBytes, long encodedBytes) {
            this(checksum, rawBytes, encodedBytes, List.of());
        }

        /// Describes the facts; equal for equal facts only, in every build.
        public String text() {
            return checksum + " " + rawBytes + " " + encodedBytes + " " + partBytes;
        }
    }
}
