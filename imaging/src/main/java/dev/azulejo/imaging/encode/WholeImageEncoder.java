package dev.azulejo.imaging.encode;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.imaging.colour.ResultColour;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.VipsPixels;
import dev.azulejo.imaging.pixels.ResultPixels;
import java.util.List;
import java.util.function.Supplier;

/// Encodes a format in one piece by libvips: the whole result is its only strip. Metadata are added to the
/// file here, byte for byte as in the source; libvips would rewrite EXIF.
public abstract class WholeImageEncoder implements StripEncoder {
    /// The effort of encoding, libvips' own default: most redundancy is found, in a bearable time.
    public static final int EFFORT = 4;

    private final ImageFormat format;
    private final Libvips libvips;
    private final VipsPixels images;
    private final IccTransform transform;

    public WholeImageEncoder(ImageFormat format, Libvips libvips) {
        this.format = format;
        this.libvips = libvips;
        images = new VipsPixels(libvips);
        transform = new IccTransform(libvips);
    }

    /// @param bits depth of the samples: 8 or 16
    /// @return libvips' name of the format, and options that give the same bytes every time
    public abstract String suffix(ResultEncoding output, int bits);

    /// The file, made from libvips' output and the metadata.
    public abstract byte[] file(byte[] encoded, Result result, ResultColour colour, ResultMetadata metadata);

    /// Runs libvips' encoding; a subclass lets it use threads if the format's library can.
    protected byte[] encoded(Supplier<byte[]> encoding) {
        return encoding.get();
    }

    /// Tries to encode before anything is enhanced, so that a result that cannot be written is found early.
    ///
    /// @throws PermanentFailure when the library that was found cannot write the format
    public void requireSupport() {
        var tiny = new ResultPixels(16, 16, 3, false, 8, new byte[16 * 16 * 3]);
        try {
            images.save(tiny, suffix(ResultEncoding.of(format), tiny.bits()));
        } catch (PermanentFailure e) {
            throw new PermanentFailure(
                    ("%s cannot write %s: leave --libvips and AZULEJO_LIBVIPS out, for the pinned one can, or"
                                    + " ask for --format png (%s)")
                            .formatted(libvips.fingerprint(), format.text(), e.getMessage()),
                    e);
        }
    }

    @Override
    public int rowMultiple(PixelFormat pixels, ResultEncoding output) {
        return format.maxSide();
    }

    @Override
    public String fingerprint(ResultEncoding output) {
        return "%s by %s".formatted(format, libvips.fingerprint());
    }

    @Override
    public EncodedStrip encode(Result result, int strip, PixelBlock rows) {
        StripShape.require(result, strip, rows);
        if (result.strips().count() != 1) {
            throw new IllegalArgumentException("%s is encoded whole, not in %d strips"
                    .formatted(format.text(), result.strips().count()));
        }
        var colour = ResultColour.of(result);
        var pixels = colour.apply(rows, transform).inColour();
        byte[] encoded = encoded(() -> images.save(pixels, suffix(result.encoding(), pixels.bits())));
        var metadata = ResultMetadata.of(result).withDensity(result.density());
        byte[] file = file(encoded, result, colour, metadata);
        return EncodedStrip.of(file, 0, rows.samples().length);
    }

    @Override
    public byte[] trailer(Result result, List<StripFacts> facts) {
        return new byte[0];
    }
}
