package dev.azulejo.imaging.child;

import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.xmp.SourceXmp;
import java.io.IOException;
import java.util.List;

/// Checks metadata from a decoder process in the parent: even if a file has taken over that process, the
/// parent works only on metadata within the limits that readers apply. It reads through each block once.
final class ReceivedMetadata {
    private ReceivedMetadata() {}

    /// Removes XMP that exceeds the limits, such as one that was composed of many texts.
    ///
    /// @param warnings receives a warning for what is removed
    /// @throws IOException for EXIF that a decoder would have left out
    static ImageMetadata within(ImageMetadata metadata, List<String> warnings) throws IOException {
        var exif = metadata.exif();
        if (exif != null && SourceExif.excess(exif.bytes(), new FileBudget()).isPresent()) {
            throw new IOException("no header: EXIF beyond all limits");
        }
        var xmp = metadata.xmp();
        return xmp == null || SourceXmp.of(xmp.bytes(), warnings).isPresent() ? metadata : metadata.withoutXmp();
    }
}
