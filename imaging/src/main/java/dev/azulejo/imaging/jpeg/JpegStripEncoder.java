package dev.azulejo.imaging.jpeg;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.imaging.colour.ResultColour;
import dev.azulejo.imaging.encode.ResultMetadata;
import dev.azulejo.imaging.encode.StripShape;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.libvips.Libvips;
import java.util.List;

/// Encodes JPEG in strips: each is encoded as a separate image, with tables that depend only on the quality
/// and a restart marker after every row of MCUs, where a decoder forgets what came before. Joined, with
/// their markers renumbered, the strips are byte for byte the scan of the whole image.
public final class JpegStripEncoder implements StripEncoder {
    private static final int BLOCK_SIDE = 8;
    private static final int CMYK = 4;

    private static final byte[] END_OF_IMAGE = {(byte) 0xff, (byte) 0xd9};

    private final Libvips libvips;
    private final JpegSaver saver;
    private final IccTransform transform;

    public JpegStripEncoder(Libvips libvips) {
        this.libvips = libvips;
        saver = new JpegSaver(libvips);
        transform = new IccTransform(libvips);
    }

    @Override
    public int rowMultiple(PixelFormat pixels, ResultEncoding output) {
        return mcuSide(ResultColour.of(pixels, output, null), output);
    }

    private static boolean subsampled(ResultColour colour, ResultEncoding output) {
        return JpegSaver.isSubsampled(colour.colours(), output.quality());
    }

    private static int mcuSide(ResultColour colour, ResultEncoding output) {
        return subsampled(colour, output) ? 2 * BLOCK_SIDE : BLOCK_SIDE;
    }

    @Override
    public String fingerprint(ResultEncoding output) {
        return "JPEG by " + libvips.fingerprint();
    }

    @Override
    public EncodedStrip encode(Result result, int strip, PixelBlock rows) {
        StripShape.require(result, strip, rows);
        var colour = ResultColour.of(result);
        int mcuSide = mcuSide(colour, result.encoding());
        int top = StripShape.requireMultiple(result, strip, mcuSide);
        var settings = new JpegSaver.Settings(
                result.encoding().quality(),
                subsampled(colour, result.encoding()),
                Math.ceilDiv(rows.width(), mcuSide));
        var parts = saver.parts(colour.apply(rows, transform), settings);
        byte[] header = strip == 0 ? header(result, colour, parts) : new byte[0];
        return EncodedStrip.of(parts.strip(header, top / mcuSide), 0, rows.samples().length);
    }

    private static byte[] header(Result result, ResultColour colour, JpegParts parts) {
        boolean cmyk = colour.colours() == CMYK;
        var metadata = ResultMetadata.of(result);
        var header = new JpegHeader();
        if (!cmyk) {
            header.addJfif(result.density());
        }
        metadata.exif().ifPresent(header::addExif);
        header.addXmp(JpegXmp.of(metadata.xmp()));
        // JFIF has no place in a file of CMYK, and so its density has none there.
        header.addResources(metadata.iptc().orElse(null), cmyk ? result.density() : null);
        colour.embedded().ifPresent(header::addProfile);
        if (cmyk) {
            header.addAdobe();
        }
        header.add(parts.segmentsForHeight(result.size().height()));
        return header.toByteArray();
    }

    @Override
    public byte[] trailer(Result result, List<StripFacts> facts) {
        return END_OF_IMAGE.clone();
    }
}
