package dev.azulejo.imaging.decode;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.exif.ResultExif;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The facts that our own look at a file finds, where libvips tells nothing or wrong things; where it finds
/// none, those of libvips count. Pages are counted from 1. For one thread at a time.
public interface FileFacts {
    /// The colours that a file states, in place of a profile that libvips finds.
    interface Colours {
        /// @param warnings receives warnings
        /// @throws UnreadableImage when no profile can describe the colours
        Optional<byte[]> profile(boolean grey, List<String> warnings) throws UnreadableImage;
    }

    /// The bands of a file's pixels.
    ///
    /// @param samples of a pixel
    /// @param alpha whether the first band after those of colour is what the file calls alpha
    /// @param isLab8 whether the pixels are L*a*b* of 8 bits
    record Bands(int samples, boolean alpha, boolean isLab8) {
        /// The warning of bands that are neither colour nor alpha.
        public static String leftOut(int count) {
            return "%d extra %s that the file does not call transparency %s left out"
                    .formatted(count, count == 1 ? "channel" : "channels", count == 1 ? "is" : "are");
        }
    }

    /// The budget from which all parts are drawn that are read of the file before its pixels.
    FileBudget budget();

    /// Describes the contents of the file that are left out, in plain words.
    default List<String> warnings() {
        return List.of();
    }

    /// The reason to decode no more of the file, by what was seen so far.
    default Optional<UnreadableImage> refusal() {
        return Optional.empty();
    }

    /// The kind of file, such as `a lossless JPEG`, if that is why no decoder reads it.
    ///
    /// @param words of the decoder that gave up
    default Optional<String> rareKind(String words) {
        return Optional.empty();
    }

    /// The refusal that a decoder's failure means if the decoder cannot read such a file, while the file is
    /// intact.
    default Optional<UnreadableImage> unable(String words) {
        return Optional.empty();
    }

    /// Says in words that only the end is missing, behind pixels that are complete as far as the file's
    /// structure tells.
    default Optional<String> lackedEnd() {
        return Optional.empty();
    }

    /// The number of pages.
    default OptionalInt pages() {
        return OptionalInt.empty();
    }

    /// The number by which libvips knows a page.
    default OptionalInt number(int page) {
        return OptionalInt.empty();
    }

    /// The number of pages that libvips finds before the file's own, because we put them there.
    default int addedPages() {
        return 0;
    }

    default Optional<Bands> bands(int page) {
        return Optional.empty();
    }

    default Optional<Colours> colours() {
        return Optional.empty();
    }

    /// Whether a piece of a colour profile was found.
    default boolean sawProfile() {
        return false;
    }

    /// @param source takes blocks of metadata, and holds those that libvips found
    default ImageMetadata metadata(int page, SourceMetadata source) {
        return source.loaded(Map.of());
    }

    /// Whether there are metadata behind the pixels, so that [#metadata] returns more once they are read.
    default boolean hasLateMetadata() {
        return false;
    }

    /// @param exif of the file
    default Optional<Orientation> orientation(Optional<byte[]> exif) {
        return Optional.empty();
    }

    /// @param loaded the density that libvips found, if it is not just a default
    /// @param exif of the file
    default Optional<Density> density(int page, Optional<Density> loaded, Optional<byte[]> exif) {
        return exif.flatMap(ResultExif::density);
    }

    /// The memory that the decoder needs for a page besides the rows that it gives.
    ///
    /// @param pixels of the image
    /// @param bytesPerPixel of the rows as libvips' loader gives them
    default long decodeBytes(int page, long pixels, int bytesPerPixel) {
        return 0;
    }
}
