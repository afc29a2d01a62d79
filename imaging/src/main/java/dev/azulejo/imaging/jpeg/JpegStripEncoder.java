package dev.azulejo.imaging.jpeg;

import dev.azulejo.core.job.record.Rendition;
import dev.azulejo.core.job.request.OutputSpec;
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
    public int rowMultiple(PixelFormat pixels, OutputSpec output) {
        return mcuSide(ResultColour.of(pixels, output, null), output);
    }

    private static boolean subsampled(ResultColour colour, OutputSpec output) {
        return JpegSaver.isSubsampled(colour.colours(), output.quality());
    }

    private static int mcuSide(ResultColour colour, OutputSpec output) {
        return subsampled(colour, output) ? 2 * BLOCK_SIDE : BLOCK_SIDE;
    }

    @Override
    public String fingerprint(OutputSpec output) {
        return "JPEG by " + libvips.fingerprint();
    }

    @Override
    public EncodedStrip encode(Rendition rendition, int strip, PixelBlock rows) {
        StripShape.require(rendition, strip, rows);
        var colour = ResultColour.of(rendition);
        int mcuSide = mcuSide(colour, rendition.output());
        int top = StripShape.requireMultiple(rendition, strip, mcuSide);
        var settings = new JpegSaver.Settings(
                rendition.output().quality(),
                subsampled(colour, rendition.output()),
                Math.ceilDiv(rows.width(), mcuSide));
        var parts = saver.parts(colour.apply(rows, transform), settings);
        byte[] header = strip == 0 ? header(rendition, colour, parts) : new byte[0];
        return EncodedStrip.of(parts.strip(header, top / mcuSide), 0, rows.samples().length);
    }

    private static byte[] header(Rendition rendition, ResultColour colour, JpegParts parts) {
        boolean cmyk = colour.colours() == CMYK;
        var metadata = ResultMetadata.of(rendition);
        var header = new JpegHeader();
        if (!cmyk) {
            header.addJfif(rendition.density());
        }
        metadata.exif().ifPresent(header::addExif);
        header.addXmp(JpegXmp.of(metadata.xmp()));
        // JFIF has no place in a file of CMYK, and so its density has none there.
        header.addResources(metadata.iptc().orElse(null), cmyk ? rendition.density() : null);
        colour.embedded().ifPresent(header::addProfile);
        if (cmyk) {
            header.addAdobe();
        }
        header.add(parts.segmentsForHeight(rendition.outputSize().height()));
        return header.toByteArray();
    }

    @Override
    public byte[] trailer(Rendition rendition, List<StripFacts> facts) {
        return END_OF_IMAGE.clone();
    }
}
