package dev.azulejo.imaging.testkit;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.tiling.StripLayout;
import dev.azulejo.imaging.deflate.Deflates;
import dev.azulejo.imaging.jpeg.JpegStripEncoder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.png.PngStripEncoder;
import dev.azulejo.imaging.tiff.TiffLayout;
import dev.azulejo.imaging.tiff.TiffStripEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Runs only our strip encoders: gives them strips of pixels as stitch does, and puts their output into
/// files.
public final class StripWriter {
    private static final int SLICE_BYTES = 256 * 1024; // as a file storage does
    private static final TiffLayout.Limits ALL_TILED_AND_BIG = new TiffLayout.Limits(0, 0);

    private final StripEncoder encoder;
    private final Result result;
    private final List<PixelBlock> strips;

    public StripWriter(Libvips libvips, ResultEncoding output, PixelBlock image) {
        encoder = encoder(libvips, output);
        var size = new Size(image.width(), image.height());
        int rowMultiple = encoder.rowMultiple(image.format(), output, size);
        var layout =
                StripLayout.fitted(size, image.format().bytesPerPixel(), Planner.DEFAULT.maxStripBytes(), rowMultiple);
        result = SampleResult.of(size, image.format(), layout.rowsPerStrip(), output, null, null);
        strips = IntStream.range(0, layout.count())
                .mapToObj(strip -> image.crop(layout.outputRect(strip)))
                .toList();
    }

    private static StripEncoder encoder(Libvips libvips, ResultEncoding output) {
        return switch (output.format()) {
            case PNG -> new PngStripEncoder(libvips);
            case JPEG -> new JpegStripEncoder(libvips);
            default -> new TiffStripEncoder(libvips, Deflates.found(), ALL_TILED_AND_BIG);
        };
    }

    /// Writes each strip into its own file, by the thread that encodes it, as stitch does; another thread
    /// copies to put a head in front.
    ///
    /// @return the number of bytes of the result
    public long write(Path folder, int threads) throws IOException {
        try (var workers = Executors.newFixedThreadPool(threads)) {
            var pending = IntStream.range(0, strips.size())
                    .mapToObj(strip -> workers.submit(() -> encode(strip, folder)))
                    .toList();
            var facts = new ArrayList<StripFacts>();
            for (var each : pending) {
                facts.add(get(each));
            }
            long bytes = facts.stream().mapToLong(StripFacts::encodedBytes).sum();
            return encoder.head(result, facts).length + bytes + encoder.trailer(result, facts).length;
        }
    }

    private StripFacts encode(int strip, Path folder) throws IOException {
        var encoded = encoder.encode(result, strip, strips.get(strip));
        try (var file = FileChannel.open(
                folder.resolve("strip-" + strip),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            int length = encoded.bytes().length;
            for (int done = 0; done < length; done += SLICE_BYTES) {
                file.write(ByteBuffer.wrap(encoded.bytes(), done, Math.min(SLICE_BYTES, length - done)));
            }
        }
        return encoded.facts();
    }

    private static StripFacts get(Future<StripFacts> pending) {
        try {
            return pending.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
