package dev.azulejo.imaging.child;

import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.xmp.SourceXmp;
import java.io.IOException;
import java.util.ArrayList;

/// Checks metadata that a decoder process has given, in the parent: whatever a file has made of that process, what the
/// parent will work on is within the limits by which readers leave metadata out. Reads through each block once.
final class ReceivedMetadata {
    private ReceivedMetadata() {}

    /// @throws IOException when a decoder that works would have left some of it out
    static void check(ImageMetadata metadata) throws IOException {
        var exif = metadata.exif();
        if (exif != null && SourceExif.excess(exif.bytes(), new FileBudget()).isPresent()) {
            throw new IOException("no header: EXIF beyond all limits");
        }
        var xmp = metadata.xmp();
        if (xmp != null && SourceXmp.of(xmp.bytes(), new ArrayList<>()).isEmpty()) {
            throw new IOException("no header: XMP beyond all limits");
        }
    }
}
