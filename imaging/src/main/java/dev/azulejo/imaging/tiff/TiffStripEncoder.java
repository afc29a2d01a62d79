package dev.azulejo.imaging.tiff;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.TiffCompression;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.imaging.bytes.GrowingBytes;
import dev.azulejo.imaging.colour.ResultColour;
import dev.azulejo.imaging.deflate.Deflate;
import dev.azulejo.imaging.deflate.Deflates;
import dev.azulejo.imaging.deflate.Zlib;
import dev.azulejo.imaging.encode.DeflatedEncoder;
import dev.azulejo.imaging.encode.StripShape;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.libvips.Libvips;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Encodes TIFF whose strips are the file's own, or rows of its tiles if it is large ([TiffLayout]). Each
/// part is deflated by itself after horizontal prediction, or stored as it is. The head states their
/// places.
public final class TiffStripEncoder extends DeflatedEncoder {
    private final TiffLayout.Limits limits;

    public TiffStripEncoder(Libvips libvips) {
        this(libvips, Deflates.found(), TiffLayout.Limits.DEFAULT);
    }

    /// An encoder that begins with tiles and 64-bit places at other sizes than results do, so that the
    /// layouts of large files can be tested with small ones.
    ///
    /// @param mostInStrips greatest number of raw bytes of an image without tiles
    /// @param mostClassic greatest number of raw bytes of an image that is no BigTIFF
    public static TiffStripEncoder withLimits(Libvips libvips, long mostInStrips, long mostClassic) {
        return new TiffStripEncoder(libvips, Deflates.found(), new TiffLayout.Limits(mostInStrips, mostClassic));
    }

    public TiffStripEncoder(Libvips libvips, Deflates deflates, TiffLayout.Limits limits) {
        super("TIFF", libvips, deflates);
        this.limits = limits;
    }

    @Override
    public int rowMultiple(PixelFormat pixels, ResultEncoding output) {
        return 1;
    }

    @Override
    public int rowMultiple(PixelFormat pixels, ResultEncoding output, Size result) {
        int bytesPerPixel = TiffLayout.bytesPerPixel(ResultColour.of(pixels, output, null));
        return TiffLayout.of(result, bytesPerPixel, limits).tileHeight();
    }

    @Override
    protected boolean deflates(ResultEncoding output) {
        return isDeflated(output);
    }

    static boolean isDeflated(ResultEncoding output) {
        return output.compression() == TiffCompression.DEFLATE;
    }

    @Override
    public EncodedStrip encode(Result result, int strip, PixelBlock pixels) {
        StripShape.require(result, strip, pixels);
        var converted = ResultColour.of(result).apply(pixels, transform);
        var rows = new TiffRows(converted, order(result), isDeflated(result.encoding()));
        var layout = TiffLayout.of(result, limits);
        StripShape.requireMultiple(result, strip, layout.tileHeight());
        if (!isDeflated(result.encoding())) {
            return layout.tiled() ? stored(rows, layout) : EncodedStrip.of(rows.all(), 0, converted.samples().length);
        }
        try (var deflate =
                deflates.named(result.deflater()).open(result.encoding().deflateLevel())) {
            return layout.tiled() ? deflated(rows, layout, deflate) : deflated(rows.all(), deflate);
        }
    }

    /// The byte order of the result, which is that of the source's EXIF, as a camera maker's note depends
    /// on it.
    public static ByteOrder order(Result result) {
        boolean stripped = result.encoding().metadata() == MetadataPolicy.STRIP;
        return Optional.ofNullable(result.metadata().exif())
                .filter(exif -> !stripped)
                .flatMap(exif -> ExifBlock.parse(exif.bytes()))
                .map(ExifBlock::order)
                .orElse(ByteOrder.LITTLE_ENDIAN);
    }

    private static EncodedStrip deflated(byte[] strip, Deflate.Stream deflate) {
        var bytes = new GrowingBytes(strip.length / 2 + Zlib.BYTES);
        Zlib.add(strip, deflate, bytes);
        return EncodedStrip.of(bytes.toByteArray(), 0, strip.length);
    }

    private static EncodedStrip deflated(TiffRows rows, TiffLayout layout, Deflate.Stream deflate) {
        var pixels = rows.pixels();
        var bytes = new GrowingBytes(pixels.samples().length / 2 + Zlib.BYTES);
        var lengths = new ArrayList<Integer>();
        var tile = new byte[layout.tileBytes()];
        for (int top = 0; top < pixels.height(); top += layout.tileHeight()) {
            for (int left = 0; left < pixels.width(); left += TiffLayout.TILE_WIDTH) {
                int before = bytes.length();
                rows.tile(left, top, layout, tile, 0);
                deflate.restart();
                Zlib.add(tile, deflate, bytes);
                lengths.add(bytes.length() - before);
            }
        }
        return encoded(bytes.toByteArray(), lengths);
    }

    private static EncodedStrip stored(TiffRows rows, TiffLayout layout) {
        var pixels = rows.pixels();
        int tileRows = Math.ceilDiv(pixels.height(), layout.tileHeight());
        var bytes = new byte[Math.multiplyExact(tileRows * layout.tileColumns(), layout.tileBytes())];
        var lengths = new ArrayList<Integer>();
        for (int top = 0; top < pixels.height(); top += layout.tileHeight()) {
            for (int left = 0; left < pixels.width(); left += TiffLayout.TILE_WIDTH) {
                rows.tile(left, top, layout, bytes, lengths.size() * layout.tileBytes());
                lengths.add(layout.tileBytes());
            }
        }
        return encoded(bytes, lengths);
    }

    private static EncodedStrip encoded(byte[] bytes, List<Integer> tileBytes) {
        return EncodedStrip.of(bytes, 0, bytes.length).withParts(tileBytes);
    }

    @Override
    public byte[] head(Result result, List<StripFacts> facts) {
        return new TiffHead(result, ResultColour.of(result), TiffLayout.of(result, limits)).bytes(facts);
    }

    @Override
    public byte[] trailer(Result result, List<StripFacts> facts) {
        return new byte[0];
    }
}
