package dev.azulejo.imaging.child;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.imaging.colour.OtherColours;
import dev.azulejo.imaging.exif.ResultExif;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.jpeg.JpegXmp;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.metadata.IptcRecords;
import dev.azulejo.imaging.metadata.ResultFacts;
import dev.azulejo.imaging.xmp.ResultXmp;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// Rehearses in the decoder process what the parent will do with a file's metadata, and throws the result
/// away: EXIF, XMP and IPTC without the place, and colours by its profile. The parent works for all files;
/// metadata that would cost it too much, or make it fail, thus cost only this process and this file.
final class ResultRehearsal {
    private static final System.Logger LOG = System.getLogger(ResultRehearsal.class.getName());

    private final OtherColours colours;
    private @Nullable ImageMetadata done;

    ResultRehearsal(Libvips libvips) {
        colours = new OtherColours(libvips);
    }

    /// Rehearses with an image's metadata, unless they were rehearsed already.
    void of(ProbedImage image) {
        var metadata = image.metadata();
        if (metadata.equals(done)) {
            return;
        }
        var facts = new ResultFacts(image.stored(), image.density(), true, null);
        if (metadata.exif() != null) {
            var bytes = metadata.exif().bytes();
            var _ = ResultExif.of(bytes, facts).flatMap(ExifBlock::parse);
            ResultExif.of(bytes, new ResultFacts(image.stored(), image.density(), false, null));
        }
        if (metadata.xmp() != null) {
            JpegXmp.of(ResultXmp.of(metadata.xmp().bytes(), facts));
        }
        if (metadata.iptc() != null) {
            IptcRecords.withoutPlace(metadata.iptc().bytes());
        }
        convert(image);
        done = metadata;
    }

    /// Rehearses the conversion of colours. An unusable profile is no failure: most results keep their
    /// colours, and no conversion is made.
    private void convert(ProbedImage image) {
        try {
            colours.of(image);
        } catch (PermanentFailure unfit) {
            LOG.log(Level.DEBUG, "its profile does not convert", unfit);
        }
    }
}
