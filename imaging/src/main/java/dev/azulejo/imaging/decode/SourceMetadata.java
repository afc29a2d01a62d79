package dev.azulejo.imaging.decode;

import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.libvips.VipsHeader;
import dev.azulejo.imaging.metadata.GainMaps;
import dev.azulejo.imaging.metadata.PhotoshopResources;
import dev.azulejo.imaging.metadata.SourceIptc;
import dev.azulejo.imaging.xmp.SourceXmp;
import dev.azulejo.imaging.xmp.TextXmp;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes the raw blocks of metadata out of a file's header. A broken block is left out with a warning: it
/// is no reason to refuse a picture.
public final class SourceMetadata {
    private final VipsHeader header;
    private final MemorySegment image;
    private final FileBudget budget;
    private final List<String> warnings;

    /// @param budget of the file
    /// @param warnings receives warnings
    SourceMetadata(VipsHeader header, MemorySegment image, FileBudget budget, List<String> warnings) {
        this.header = header;
        this.image = image;
        this.budget = budget;
        this.warnings = warnings;
    }

    /// The metadata that libvips found.
    ///
    /// @param words texts that become XMP, by keywords of PNG in small letters
    public ImageMetadata loaded(Map<String, String> words) {
        return loaded(header.blob(image, "exif-data"), words);
    }

    /// The metadata that libvips found, with EXIF that was kept from it.
    public ImageMetadata loaded(Optional<byte[]> block, Map<String, String> words) {
        var exif = exif(block);
        // from JPEG libvips gives the resources of Photoshop under the name of IPTC
        var iptc = iptc(Stream.of("iptc-data", "photoshop-data")
                .flatMap(name -> header.blob(image, name).stream())
                .toList());
        return of(exif, loadedXmp(words), iptc);
    }

    /// A block that libvips holds under a name of its own.
    public Optional<byte[]> blob(String name) {
        return header.blob(image, name);
    }

    public Optional<byte[]> loadedXmp(Map<String, String> words) {
        return xmp(header.blob(image, "xmp-data"), words);
    }

    public static ImageMetadata of(Optional<byte[]> exif, Optional<byte[]> xmp, Optional<byte[]> iptc) {
        return new ImageMetadata(
                null,
                exif.map(Blob::new).orElse(null),
                xmp.map(Blob::new).orElse(null),
                iptc.map(Blob::new).orElse(null));
    }

    /// Warnings of what has been left out so far; more may be added.
    public List<String> warnings() {
        return warnings;
    }

    public Optional<byte[]> exif(Optional<byte[]> block) {
        var exif = block.flatMap(SourceExif::of);
        if (block.isPresent() && exif.isEmpty()) {
            warnings.add("its EXIF data are damaged and left out");
        }
        var excess = exif.flatMap(found -> SourceExif.excess(found, budget));
        excess.ifPresent(words -> warnings.add("its EXIF data have %s and are left out".formatted(words)));
        return excess.isPresent() ? Optional.empty() : exif;
    }

    public Optional<byte[]> xmp(Optional<byte[]> block, Map<String, String> words) {
        var xmp = block.flatMap(bytes -> SourceXmp.of(bytes, warnings));
        if (block.isPresent() && SourceXmp.tellsOfGainMap(block.get()) && !warnings.contains(GainMaps.LEFT_OUT)) {
            warnings.remove(GainMaps.PICTURES_LEFT_OUT);
            warnings.add(GainMaps.LEFT_OUT);
        }
        return words.isEmpty() ? xmp : Optional.of(TextXmp.with(xmp.orElse(null), words, warnings));
    }

    public Optional<byte[]> iptc(List<byte[]> blocks) {
        if (blocks.stream().anyMatch(PhotoshopResources::hasPaths)) {
            warnings.add(PhotoshopResources.PATHS_LEFT_OUT);
        }
        return blocks.stream().flatMap(block -> SourceIptc.of(block).stream()).findFirst();
    }
}
