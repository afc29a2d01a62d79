package dev.azulejo.imaging.encode;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.job.Rendition;
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

/// A format that libvips encodes in one piece: the whole result is its only strip. What else the file says is
/// put around it here, byte for byte as the source had it; libvips would write EXIF anew.
public abstract class WholeImageEncoder implements StripEncoder {
    /// libvips' own default: most of what packs well is found, in a bearable time.
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

    /// @param bits 8 or 16 of the samples that are given
    /// @return libvips' name of the format, and options that give the same bytes every time
    public abstract String suffix(OutputSpec output, int bits);

    /// The file, of what libvips made of the pixels and what else it is to say.
    public abstract byte[] file(byte[] encoded, Rendition rendition, ResultColour colour, ResultMetadata metadata);

    /// Lets libvips encode; in threads, where the format's library can work so.
    protected byte[] encoded(Supplier<byte[]> encoding) {
        return encoding.get();
    }

    /// Tries it, before anything is enhanced: a result that cannot be written is found out early.
    ///
    /// @throws PermanentFailure when the library that was found cannot write the format
    public void requireSupport() {
        var tiny = new ResultPixels(16, 16, 3, false, 8, new byte[16 * 16 * 3]);
        try {
            images.save(tiny, suffix(OutputSpec.of(format), tiny.bits()));
        } catch (PermanentFailure e) {
            throw new PermanentFailure(
                    ("%s cannot write %s: leave --libvips and AZULEJO_LIBVIPS out, for the pinned one can, or"
                                    + " ask for --format png (%s)")
                            .formatted(libvips.fingerprint(), format.text(), e.getMessage()),
                    e);
        }
    }

    @Override
    public int rowMultiple(PixelFormat pixels, OutputSpec output) {
        return format.maxSide();
    }

    @Override
    public String fingerprint(OutputSpec output) {
        return "%s by %s".formatted(format, libvips.fingerprint());
    }

    @Override
    public EncodedStrip encode(Rendition rendition, int strip, PixelBlock rows) {
        StripShape.require(rendition, strip, rows);
        if (rendition.strips().count() != 1) {
            throw new IllegalArgumentException("%s is encoded whole, not in %d strips"
                    .formatted(format.text(), rendition.strips().count()));
        }
        var colour = ResultColour.of(rendition);
        var pixels = colour.apply(rows, transform).inColour();
        byte[] encoded = encoded(() -> images.save(pixels, suffix(rendition.output(), pixels.bits())));
        var metadata = ResultMetadata.of(rendition).withDensity(rendition.density());
        byte[] file = file(encoded, rendition, colour, metadata);
        return EncodedStrip.of(file, 0, rows.samples().length);
    }

    @Override
    public byte[] trailer(Rendition rendition, List<StripFacts> facts) {
        return new byte[0];
    }
}
