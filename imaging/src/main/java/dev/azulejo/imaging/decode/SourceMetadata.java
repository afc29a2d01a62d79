package dev.azulejo.imaging.decode;

import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.imaging.exif.ResultExif;
import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.libvips.VipsHeader;
import dev.azulejo.imaging.metadata.GainMaps;
import dev.azulejo.imaging.metadata.PhotoshopResources;
import dev.azulejo.imaging.metadata.SourceIptc;
import dev.azulejo.imaging.png.PngBlocks;
import dev.azulejo.imaging.tiff.TiffPage;
import dev.azulejo.imaging.xmp.SourceXmp;
import dev.azulejo.imaging.xmp.TextXmp;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
    /// @param comment of a JPEG, which becomes XMP
    ImageMetadata read(MemorySegment image, @Nullable TiffPage page, Optional<String> comment) {
        var exif = page == null ? exif(header.blob(image, "exif-data")) : SourceExif.of(page.file(), page.directory());
        var iptc = page == null ? iptc(image) : SourceIptc.of(page.directory(), warnings);
        var words = comment.map(text -> Map.of("comment", text)).orElse(Map.of());
        return metadata(exif, withWords(xmp(header.blob(image, "xmp-data")), words), iptc);
    }

    /// What a PNG says, as far as it has been read: its texts, too, which become XMP.
    ImageMetadata read(PngBlocks png) {
        var exif = exif(png.exif());
        if (png.exifIsLate()
                && exif.flatMap(ResultExif::orientation)
                        .filter(turn -> turn > 1)
                        .isPresent()) {
            warnings.add(
                    "says behind its pixels that it is turned, where viewers do not look: it was taken as it lies");
        }
        var texts = png.texts();
        var xmp = withWords(xmp(texts.xmp()), texts.words());
        warnings.addAll(png.warnings());
        warnings.addAll(texts.warnings());
        return metadata(exif, xmp, iptc(texts.iptc().stream().toList()));
    }

    private Optional<byte[]> withWords(Optional<byte[]> xmp, Map<String, String> words) {
        return words.isEmpty() ? xmp : Optional.of(TextXmp.with(xmp.orElse(null), words, warnings));
    }

    private static ImageMetadata metadata(Optional<byte[]> exif, Optional<byte[]> xmp, Optional<byte[]> iptc) {
        return new ImageMetadata(
                null,
                exif.map(Blob::new).orElse(null),
                xmp.map(Blob::new).orElse(null),
                iptc.map(Blob::new).orElse(null));
    }

    private Optional<byte[]> exif(Optional<byte[]> block) {
        var exif = block.flatMap(SourceExif::of);
        if (block.isPresent() && exif.isEmpty()) {
            warnings.add("its EXIF data are damaged and left out");
        }
        return exif;
    }

    private Optional<byte[]> xmp(Optional<byte[]> block) {
        var xmp = block.flatMap(bytes -> SourceXmp.of(bytes, warnings));
        if (block.isPresent() && SourceXmp.tellsOfGainMap(block.get()) && !warnings.contains(GainMaps.LEFT_OUT)) {
            warnings.remove(GainMaps.PICTURES_LEFT_OUT);
            warnings.add(GainMaps.LEFT_OUT);
        }
        return xmp;
    }

    /// From JPEG libvips gives the resources of Photoshop under the name of IPTC.
    private Optional<byte[]> iptc(MemorySegment image) {
        return iptc(Stream.of("iptc-data", "photoshop-data")
                .flatMap(name -> header.blob(image, name).stream())
                .toList());
    }

    private Optional<byte[]> iptc(List<byte[]> blocks) {
        if (blocks.stream().anyMatch(PhotoshopResources::hasPaths)) {
            warnings.add(PhotoshopResources.PATHS_LEFT_OUT);
        }
        return blocks.stream().flatMap(block -> SourceIptc.of(block).stream()).findFirst();
    }
}
