package dev.azulejo.imaging.decode;

import dev.azulejo.core.job.Density;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.png.PngBlocks;
import java.util.List;
import java.util.Optional;

/// Follows the structure of a file while libvips decodes it, for what libvips does not look at or does
/// not tell: whether the file is whole. For one thread.
public interface FileWatch {
    /// Looks at nothing, and takes a file as whole.
    FileWatch NONE = new FileWatch() {
        @Override
        public void saw(byte[] bytes, int count) {
            // nothing to see
        }

        @Override
        public boolean complete() {
            return true;
        }
    };

    /// The next `count` bytes of the file.
    void saw(byte[] bytes, int count);

    /// Whether the end of the image was seen; files may go on after it.
    boolean complete();

    /// Whether the end alone is missing, behind pixels that are there as far as the file's structure tells.
    default boolean lacksEndAlone() {
        return false;
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

    /// What a PNG says beside its pixels; after its end also what stood behind them.
    default Optional<PngBlocks> png() {
        return Optional.empty();
    }

    /// What the header said, if libvips does not tell.
    default Optional<Density> density() {
        return Optional.empty();
    }

    /// Memory that the decoder needs beside the rows that it gives, by what the header said.
    ///
    /// @param pixels of the image
    /// @param bytesPerPixel of the rows as libvips' loader gives them
    default long decodeBytes(long pixels, int bytesPerPixel) {
        return 0;
    }

    /// Why nothing more of the file should be decoded, by what was seen so far.
    default Optional<UnreadableImage> refusal() {
        return Optional.empty();
    }

    /// What the header said of things that are left out, in plain words.
    default List<String> warnings() {
        return List.of();
    }
}
