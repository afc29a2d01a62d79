package dev.azulejo.imaging.decode;

import dev.azulejo.core.job.Density;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.png.PngBlocks;
import dev.azulejo.imaging.tiff.TiffPage;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The bytes of a user's file, as libvips gets them, and what we see of their structure ourselves. For
/// one thread at a time.
interface VipsInput extends AutoCloseable {
    /// A `VipsSource`, which stays this input's.
    MemorySegment source();

    /// Whether the file is known to lack its end.
    boolean isCutOff();

    /// Throws what reading threw when libvips called for bytes, an [IOException] as an
    /// [java.io.UncheckedIOException].
    void rethrow();

    /// Why nothing more of the file is given to libvips, by what was seen of it so far.
    default Optional<UnreadableImage> refusal() {
        return Optional.empty();
    }

    /// Reads to the end of the image, after its last row.
    ///
    /// @return whether that end is there
    boolean finish();

    /// What the header said, if libvips does not tell.
    Optional<Density> density();

    /// What is left out of what the file holds, in plain words.
    List<String> warnings();

    /// How many pages there are, where we count them ourselves.
    default OptionalInt pages() {
        return OptionalInt.empty();
    }

    /// What a TIFF says of a page, from 1 on, if there is one.
    default Optional<TiffPage> tiffPage(int page) {
        return Optional.empty();
    }

    /// What kind of file this is, such as `a lossless JPEG`, where that is why nothing decodes it.
    ///
    /// @param words of the decoder that gave up
    default Optional<String> rareKind(String words) {
        return Optional.empty();
    }

    /// What a JPEG's comment says, which libvips does not tell.
    default Optional<String> comment() {
        return Optional.empty();
    }

    /// Whether a piece of a colour profile was seen.
    default boolean sawProfile() {
        return false;
    }

    /// What a PNG says beside its pixels, which libvips does not get to see.
    default Optional<PngBlocks> png() {
        return Optional.empty();
    }

    /// Whether the end of the file alone is missing.
    default boolean lacksEndAlone() {
        return false;
    }

    /// Memory that the decoder needs for a page beside the rows that it gives.
    ///
    /// @param page from 1 on
    /// @param pixels of the image
    /// @param bytesPerPixel of the rows as libvips' loader gives them
    long decodeBytes(int page, long pixels, int bytesPerPixel);

    /// Gives back what libvips holds, and what was made for it; the stream stays open.
    @Override
    void close();
}
