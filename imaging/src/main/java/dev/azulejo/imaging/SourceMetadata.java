package dev.azulejo.imaging;

import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageMetadata;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the raw blocks of metadata out of a file's header. A broken one is left out with a warning: it
/// is no reason to refuse a picture.
final class SourceMetadata {
    private final VipsHeader header;
    private final List<String> warnings;

    /// @param warnings are added to
    SourceMetadata(VipsHeader header, List<String> warnings) {
        this.header = header;
        this.warnings = warnings;
    }

    /// @param page of a TIFF, which holds EXIF among its own entries; null for other formats
    ImageMetadata read(MemorySegment image, @Nullable Blob profile, @Nullable TiffPage page) {
        var exif = page == null ? exif(image) : SourceExif.of(page.file(), page.directory());
        return new ImageMetadata(
                profile,
                exif.map(Blob::new).orElse(null),
                xmp(image).map(Blob::new).orElse(null),
                (page == null ? iptc(image) : SourceIptc.of(page.directory(), warnings))
                        .map(Blob::new)
                        .orElse(null));
    }

    private Optional<byte[]> exif(MemorySegment image) {
        var block = header.blob(image, "exif-data");
        var exif = block.flatMap(SourceExif::of);
        if (block.isPresent() && exif.isEmpty()) {
            warnings.add("its EXIF data are damaged and left out");
        }
        return exif;
    }

    private Optional<byte[]> xmp(MemorySegment image) {
        var block = header.blob(image, "xmp-data");
        var xmp = block.flatMap(SourceXmp::of);
        if (block.isPresent() && xmp.isEmpty()) {
            warnings.add("its XMP data are damaged and left out");
        }
        if (xmp.isPresent() && SourceXmp.tellsOfGainMap(xmp.get()) && !warnings.contains(GainMaps.LEFT_OUT)) {
            warnings.remove(GainMaps.PICTURES_LEFT_OUT);
            warnings.add(GainMaps.LEFT_OUT);
        }
        return xmp;
    }

    /// From JPEG libvips gives the resources of Photoshop under the name of IPTC.
    private Optional<byte[]> iptc(MemorySegment image) {
        return header.blob(image, "iptc-data")
                .flatMap(SourceIptc::of)
                .or(() -> header.blob(image, "photoshop-data").flatMap(SourceIptc::of));
    }
}
