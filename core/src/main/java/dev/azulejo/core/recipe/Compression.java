package dev.azulejo.core.recipe;

import dev.azulejo.core.pixels.ImageFormat;
import java.util.OptionalInt;

/// What compression has cost a source, as far as the head of its file tells. A file that was once saved as JPEG
/// and then as PNG counts as lossless here; its pixels tell more (see [dev.azulejo.core.look.JpegLook]).
public sealed interface Compression {
    /// Of a source whose format is not known.
    Compression UNKNOWN = new Lossless("unknown format");

    /// In words, as the reason of a choice begins.
    String text();

    /// Nothing was lost when this file was written.
    record Lossless(String format) implements Compression {
        @Override
        public String text() {
            return format + ", lossless";
        }
    }

    /// @param quality 1 to 100, as libjpeg counts; none where the file does not tell
    record Jpeg(OptionalInt quality) implements Compression {
        @Override
        public String text() {
            return quality.isPresent()
                    ? "JPEG of quality about %d".formatted(quality.getAsInt())
                    : "JPEG of unknown quality";
        }
    }

    /// Something was lost, and nobody knows how much.
    record Lossy(String format) implements Compression {
        @Override
        public String text() {
            return "lossy " + format;
        }
    }

    static Compression jpeg(int quality) {
        return new Jpeg(OptionalInt.of(quality));
    }

    /// What a format alone says; JPEG and WebP say more inside.
    static Compression of(ImageFormat format) {
        if (format == ImageFormat.JPEG) {
            return new Jpeg(OptionalInt.empty());
        }
        return format.isLossy() ? new Lossy(format.title()) : new Lossless(format.title());
    }
}
