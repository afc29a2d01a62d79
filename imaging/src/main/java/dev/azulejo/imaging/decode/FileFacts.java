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

/// What a format's own look at a file tells, for what libvips does not tell or tells wrongly; where it tells nothing,
/// libvips counts. Pages count from 1 on. For one thread at a time.
public interface FileFacts {
    /// What a file says of its colours, in place of a profile that libvips finds.
    interface Colours {
        /// @param warnings are added to
        /// @throws UnreadableImage of colours that no profile can say
        Optional<byte[]> profile(boolean grey, List<String> warnings) throws UnreadableImage;
    }

    /// What a file says of the bands of its pixels.
    ///
    /// @param samples of a pixel
    /// @param alpha whether the first after those of colour is what the file calls alpha
    /// @param isLab8 whether they are L*a*b* of 8 bits
    record Bands(int samples, boolean alpha, boolean isLab8) {}

    /// From which everything is drawn that is read of the file before its pixels.
    FileBudget budget();

    /// What is left out of what the file holds, in plain words.
    default List<String> warnings() {
        return List.of();
    }

    /// Why nothing more of the file should be decoded, by what was seen so far.
    default Optional<UnreadableImage> refusal() {
        return Optional.empty();
    }

    /// What kind of file this is, such as `a lossless JPEG`, where that is why nothing decodes it.
    ///
    /// @param words of the decoder that gave up
    default Optional<String> rareKind(String words) {
        return Optional.empty();
    }

    /// What a decoder's failure means, where it is that it cannot read such a file, and not that the file is damaged.
    default Optional<UnreadableImage> unable(String words) {
        return Optional.empty();
    }

    /// That the end alone is missing, behind pixels that are there as far as the file's structure tells, in words.
    default Optional<String> lackedEnd() {
        return Optional.empty();
    }

    /// How many pages there are.
    default OptionalInt pages() {
        return OptionalInt.empty();
    }

    /// The number by which libvips knows a page.
    default OptionalInt number(int page) {
        return OptionalInt.empty();
    }

    default Optional<Bands> bands(int page) {
        return Optional.empty();
    }

    default Optional<Colours> colours() {
        return Optional.empty();
    }

    /// Whether a piece of a colour profile was seen.
    default boolean sawProfile() {
        return false;
    }

    /// @param source takes blocks of metadata, and has those that libvips found
    default ImageMetadata metadata(int page, SourceMetadata source) {
        return source.loaded(Map.of());
    }

    /// Whether there are metadata behind the pixels, so that [#metadata] says more once they are read.
    default boolean hasLateMetadata() {
        return false;
    }

    /// @param exif of the file
    default Optional<Orientation> orientation(Optional<byte[]> exif) {
        return Optional.empty();
    }

    /// @param loaded what libvips says, if that is more than its default
    /// @param exif of the file
    default Optional<Density> density(int page, Optional<Density> loaded, Optional<byte[]> exif) {
        return exif.flatMap(ResultExif::density);
    }

    /// Memory that the decoder needs for a page beside the rows that it gives.
    ///
    /// @param pixels of the image
    /// @param bytesPerPixel of the rows as libvips' loader gives them
    default long decodeBytes(int page, long pixels, int bytesPerPixel) {
        return 0;
    }
}
