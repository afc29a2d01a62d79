package dev.azulejo.imaging.child;

import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.xmp.SourceXmp;
import java.io.IOException;
import java.util.List;

/// Checks metadata that a decoder process has given, in the parent: whatever a file has made of that process, what the
/// parent will work on is within the limits by which readers leave metadata out. Reads through each block once.
final class ReceivedMetadata {
    private ReceivedMetadata() {}

    /// The metadata without XMP that is beyond the limits, such as one that was put together of many texts.
    ///
    /// @param warnings are added to
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
