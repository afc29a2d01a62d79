package dev.azulejo.imaging;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.MetadataPolicy;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;

/// TIFF in strips: each is one of the file's own, deflated by itself after horizontal prediction. The head says
/// where they lie. A BigTIFF where the raw pixels come near the 4 GiB that places in a TIFF reach.
public final class TiffStripEncoder implements StripEncoder {
    /// What deflate may add to what does not pack is less than a thousandth; metadata have their own limit.
    private static final long MOST_CLASSIC_BYTES = (1L << 32) - (64L << 20);

    private final Libvips libvips;
    private final IccTransform transform;

    public TiffStripEncoder(Libvips libvips) {
        this.libvips = libvips;
        transform = new IccTransform(libvips);
    }

    @Override
    public int rowMultiple(PixelFormat pixels, OutputSpec output) {
        return 1;
    }

    @Override
    public String fingerprint(OutputSpec output) {
        var deflater = "TIFF by " + Deflates.found().named(JavaDeflate.NAME).fingerprint();
        return output.colour() == null ? deflater : deflater + ", colours by " + libvips.fingerprint();
    }

    @Override
    public EncodedStrip encode(Manifest manifest, int strip, PixelBlock rows) {
        VipsStripEncoders.requireShape(manifest, strip, rows);
        var pixels = ResultColour.of(manifest).apply(rows, transform);
        byte[] predicted = predicted(pixels, order(manifest));
        byte[] bytes = deflated(predicted, manifest.output().deflateLevel());
        return EncodedStrip.of(bytes, 0, predicted.length);
    }

    /// That of the source's EXIF, since what a camera's maker noted in it counts on it.
    static ByteOrder order(Manifest manifest) {
        boolean stripped = manifest.output().metadata() == MetadataPolicy.STRIP;
        return Optional.ofNullable(manifest.metadata().exif())
                .filter(exif -> !stripped)
                .flatMap(exif -> ExifBlock.parse(exif.bytes()))
                .map(ExifBlock::order)
                .orElse(ByteOrder.LITTLE_ENDIAN);
    }

    /// Each sample minus that of the pixel before, row by row, in the order of the file. (TIFF 6.0, section 14)
    private static byte[] predicted(ResultPixels pixels, ByteOrder order) {
        var target = new byte[pixels.samples().length];
        int rowSamples = pixels.width() * pixels.bands();
        int step = pixels.bands();
        for (int row = 0; row < pixels.height(); row++) {
            int first = row * rowSamples;
            if (pixels.bits() == 8) {
                System.arraycopy(pixels.samples(), first, target, first, step);
                UpFilter.subtract(pixels.samples(), first + step, first, rowSamples - step, target, first + step);
            } else {
                predictWords(pixels, first, rowSamples, order, target);
            }
        }
        return target;
    }

    private static void predictWords(ResultPixels pixels, int first, int count, ByteOrder order, byte[] target) {
        int low = order == ByteOrder.LITTLE_ENDIAN ? 0 : 1;
        int step = pixels.bands();
        for (int i = first; i < first + count; i++) {
            int before = i - first < step ? 0 : pixels.sample(i - step);
            int difference = pixels.sample(i) - before;
            target[2 * i + low] = (byte) difference;
            target[2 * i + 1 - low] = (byte) (difference >> 8);
        }
    }

    private static byte[] deflated(byte[] raw, int level) {
        try (var deflater = new Deflater(level)) {
            deflater.setInput(raw);
            deflater.finish();
            var packed = new byte[raw.length / 2 + 1024];
            int length = 0;
            while (!deflater.finished()) {
                if (length == packed.length) {
                    packed = Arrays.copyOf(packed, Math.addExact(length, length / 2));
                }
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return Arrays.copyOf(packed, length);
        }
    }

    @Override
    public byte[] head(Manifest manifest, List<StripFacts> facts) {
        return new TiffHead(manifest, ResultColour.of(manifest), isBig(manifest)).bytes(facts);
    }

    private static boolean isBig(Manifest manifest) {
        var colour = ResultColour.of(manifest);
        int bands = colour.colours() + (colour.alpha() ? 1 : 0);
        long pixelBytes = (long) bands * (colour.bits() / 8);
        return manifest.outputSize().pixels() * pixelBytes > MOST_CLASSIC_BYTES;
    }

    @Override
    public byte[] trailer(Manifest manifest, List<StripFacts> facts) {
        return new byte[0];
    }
}
