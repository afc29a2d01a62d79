package dev.azulejo.imaging.decode;

import dev.azulejo.core.job.Density;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.tiff.TiffPage;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A file that lies in a copy, through which libvips goes back and forth. The copy is its maker's,
/// who has also seen that it is whole.
///
/// @param tiffPages those of a TIFF, else none
/// @param heldPerPixel bytes that the decoder of another format keeps for each pixel; of a TIFF its pages tell
public record SpooledInput(
        Libvips libvips, MemorySegment source, List<String> warnings, List<TiffPage> tiffPages, double heldPerPixel)
        implements VipsInput {
    public SpooledInput {
        warnings = List.copyOf(warnings);
        tiffPages = List.copyOf(tiffPages);
    }

    @Override
    public OptionalInt pages() {
        return tiffPages.isEmpty() ? OptionalInt.empty() : OptionalInt.of(tiffPages.size());
    }

    @Override
    public Optional<TiffPage> tiffPage(int page) {
        return page <= tiffPages.size() ? Optional.of(tiffPages.get(page - 1)) : Optional.empty();
    }

    @Override
    public boolean isCutOff() {
        return false;
    }

    @Override
    public void rethrow() {
        // what libvips cannot read of our copy is an error of its own
    }

    @Override
    public boolean finish() {
        return true;
    }

    @Override
    public Optional<Density> density() {
        return Optional.empty();
    }

    @Override
    public long decodeBytes(int page, long pixels, int bytesPerPixel) {
        return tiffPage(page).map(TiffPage::decodeBytes).orElse((long) (pixels * heldPerPixel));
    }

    @Override
    public void close() {
        libvips.unref(source);
    }
}
