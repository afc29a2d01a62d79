package dev.azulejo.core.recipe;

import dev.azulejo.core.pixels.ImageFormat;
import java.util.OptionalInt;

/// The loss by compression of a source, as the head of its file shows it. A file that was once saved as
/// JPEG and then as PNG counts as lossless here; its pixels show more (see
/// [dev.azulejo.core.look.jpeg.JpegLook]).
public sealed interface Compression {
    /// The compression of a source whose format is not known.
    Compression UNKNOWN = new Lossless("unknown format");

    /// The compression in words, with which the reason of a choice begins.
    String text();

    /// Says that this file was written without loss.
    record Lossless(String format) implements Compression {
        @Override
        public String text() {
            return format + ", lossless";
        }
    }

    /// Says that this file is a JPEG.
    /// @param quality 1 to 100, as libjpeg counts; empty if the file does not say
    record Jpeg(OptionalInt quality) implements Compression {
        @Override
        public String text() {
            return quality.isPresent()
                    ? "JPEG of quality about %d".formatted(quality.getAsInt())
                    : "JPEG of unknown quality";
        }
    }

    /// Says that something was lost, of unknown amount.
    record Lossy(String format) implements Compression {
        @Override
        public String text() {
            return "lossy " + format;
        }
    }

    static Compression jpeg(int quality) {
        return new Jpeg(OptionalInt.of(quality));
    }

    /// The compression that a format alone implies; JPEG and WebP say more inside.
    static Compression of(ImageFormat format) {
        if (format == ImageFormat.JPEG) {
            return new Jpeg(OptionalInt.empty());
        }
        return format.isLossy() ? new Lossy(format.title()) : new Lossless(format.title());
    }
}
