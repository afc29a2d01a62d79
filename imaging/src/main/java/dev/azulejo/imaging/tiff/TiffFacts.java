package dev.azulejo.imaging.tiff;

import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.decode.FileFacts;
import dev.azulejo.imaging.decode.SourceMetadata;
import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.metadata.SourceIptc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The facts of a TIFF file about the page that is decoded.
///
/// @param count number of all pages
record TiffFacts(int count, TiffPage wanted) implements FileFacts {
    @Override
    public FileBudget budget() {
        return wanted.file().reader().budget();
    }

    @Override
    public List<String> warnings() {
        return wanted.warnings();
    }

    @Override
    public OptionalInt pages() {
        return OptionalInt.of(count);
    }

    /// Page 0, as the wanted page stands alone in the copy.
    @Override
    public OptionalInt number(int page) {
        return OptionalInt.of(0);
    }

    @Override
    public Optional<Bands> bands(int page) {
        return Optional.of(new Bands(wanted.samples(), wanted.hasAlpha(), wanted.isLab8()));
    }

    @Override
    public ImageMetadata metadata(int page, SourceMetadata source) {
        var exif = SourceExif.of(wanted.file().reader(), wanted.directory());
        var iptc = SourceIptc.of(wanted.directory(), source.warnings());
        return SourceMetadata.of(exif, source.loadedXmp(Map.of()), iptc);
    }

    /// The density that the page itself states, as libvips also reports its default.
    @Override
    public Optional<Density> density(int page, Optional<Density> loaded, Optional<byte[]> exif) {
        return wanted.directory().density();
    }

    @Override
    public Optional<UnreadableImage> unable(String words) {
        return TiffRefusals.of(words);
    }

    @Override
    public long decodeBytes(int page, long pixels, int bytesPerPixel) {
        return wanted.decodeBytes();
    }
}
