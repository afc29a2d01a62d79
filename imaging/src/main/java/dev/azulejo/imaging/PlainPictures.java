package dev.azulejo.imaging;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.plan.RectCutter;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.colour.ResultColour;
import dev.azulejo.imaging.jpeg.JpegSaver;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.VipsPixels;
import dev.azulejo.imaging.pixels.ResultPixels;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads and writes pictures in memory in the plainest form: upright, three bands of sRGB of 8 bits, on
/// white where they are transparent. For parts of images, or small ones. Thread-safe.
public final class PlainPictures {
    private static final String PNG = ".png[compression=6,filter=all]";
    private static final int ROWS_AT_ONCE = 64;
    private static final ResultEncoding PLAIN = new ResultEncoding(
            ImageFormat.JPEG,
            ResultEncoding.DEFAULT_QUALITY,
            ResultEncoding.DEFAULT_DEFLATE_LEVEL,
            MetadataPolicy.KEEP,
            new WantedColour(WantedColour.SRGB, null));

    private final ImageDecoder decoder;
    private final IccTransform transform;
    private final VipsPixels images;
    private final JpegSaver jpeg;

    public PlainPictures(Libvips libvips, ImageDecoder decoder) {
        this.decoder = decoder;
        transform = new IccTransform(libvips);
        images = new VipsPixels(libvips);
        jpeg = new JpegSaver(libvips);
    }

    /// Reads parts of an image in one pass over it, and closes `source`.
    ///
    /// @param parts the wanted rectangles of the upright image, by its size
    /// @return one block for each, in the order of `parts`
    /// @throws UnreadableImage as [ImageDecoder#decode]
    public List<PixelBlock> read(InputStream source, Function<Size, List<Rect>> parts) throws UnreadableImage {
        try (var rows = decoder.decode(source, 1)) {
            var image = rows.image();
            var wanted = parts.apply(image.orientation().upright(image.stored()));
            var colour = ResultColour.of(image.pixels(), PLAIN, image.metadata().profile());
            var found = new ArrayList<@Nullable PixelBlock>(
                    wanted.stream().map(_ -> (PixelBlock) null).toList());
            var cutter = new RectCutter<>(
                    image.stored(),
                    image.pixels(),
                    image.orientation(),
                    IntStream.range(0, wanted.size()).boxed().toList(),
                    wanted::get,
                    (number, pixels) -> found.set(number, plain(colour.apply(pixels, transform))));
            read(rows, cutter);
            return found.stream().map(Objects::requireNonNull).toList();
        }
    }

    private static void read(ImageDecoder.Rows rows, RectCutter<Integer> cutter) throws UnreadableImage {
        var stored = rows.image().stored();
        int stride = Math.multiplyExact(stored.width(), rows.image().pixels().bytesPerPixel());
        var read = new byte[Math.multiplyExact(stride, ROWS_AT_ONCE)];
        for (int top = 0; top < stored.height(); top += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, stored.height() - top);
            rows.next(count, read, 0);
            cutter.accept(read, count);
        }
    }

    private static PixelBlock plain(ResultPixels pixels) {
        var samples = pixels.samples();
        if (pixels.colours() == 1) {
            var tripled = new byte[samples.length * 3];
            for (int pixel = 0; pixel < samples.length; pixel++) {
                Arrays.fill(tripled, pixel * 3, pixel * 3 + 3, samples[pixel]);
            }
            samples = tripled;
        }
        return new PixelBlock(pixels.width(), pixels.height(), PixelFormat.rgb8(), samples);
    }

    public byte[] png(PixelBlock pixels) {
        return images.save(ResultPixels.of(pixels), PNG);
    }

    /// @param quality 1 to 100; below 90 colours have half the resolution
    public byte[] jpeg(PixelBlock pixels, int quality) {
        return jpeg(pixels, quality, JpegSaver.isSubsampled(pixels.format().colourBands(), quality));
    }

    /// @param quality 1 to 100
    /// @param subsampled whether colours have half the resolution
    public byte[] jpeg(PixelBlock pixels, int quality, boolean subsampled) {
        return jpeg.save(ResultPixels.of(pixels), new JpegSaver.Settings(quality, subsampled, 0));
    }

    /// @param quality 0 to 100
    public byte[] webp(PixelBlock pixels, int quality) {
        return images.save(ResultPixels.of(pixels), ".webp[Q=%d]".formatted(quality));
    }
}
