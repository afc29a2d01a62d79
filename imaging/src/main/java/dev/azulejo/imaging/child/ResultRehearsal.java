package dev.azulejo.imaging.child;

import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.imaging.exif.ResultExif;
import dev.azulejo.imaging.jpeg.JpegXmp;
import dev.azulejo.imaging.metadata.IptcRecords;
import dev.azulejo.imaging.metadata.ResultFacts;
import dev.azulejo.imaging.xmp.ResultXmp;
import org.jspecify.annotations.Nullable;

/// Makes of a file's metadata, in the decoder's process, what its parent will make of them for a result, and throws it
/// away. The parent works for all files: what would cost it too much, or make it fail, costs this process and this
/// file.
final class ResultRehearsal {
    private @Nullable ImageMetadata done;

    /// Nothing, where these metadata were gone through already.
    void of(ProbedImage image) {
        var metadata = image.metadata();
        if (metadata.equals(done)) {
            return;
        }
        var facts = new ResultFacts(image.stored(), image.density(), true, null);
        if (metadata.exif() != null) {
            ResultExif.of(metadata.exif().bytes(), facts);
        }
        if (metadata.xmp() != null) {
            JpegXmp.of(ResultXmp.of(metadata.xmp().bytes(), facts));
        }
        if (metadata.iptc() != null) {
            IptcRecords.withoutPlace(metadata.iptc().bytes());
        }
        done = metadata;
    }
}
