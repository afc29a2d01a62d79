package dev.azulejo.imaging;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoder.EncodedStrip;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.tiling.StripLayout;
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

/// Our strip encoders alone, which get strips of pixels as stitch makes them, and put what comes out into a
/// file.
final class StripWriter {
    private static final TiffLayout.Limits ALL_TILED_AND_BIG = new TiffLayout.Limits(0, 0);

    private final StripEncoder encoder;
    private final Manifest manifest;
    private final List<PixelBlock> strips;

    StripWriter(Libvips libvips, OutputSpec output, PixelBlock image) {
        encoder = encoder(libvips, output);
        var size = new Size(image.width(), image.height());
        int rowMultiple = encoder.rowMultiple(image.format(), output, size);
        var layout =
                StripLayout.fitted(size, image.format().bytesPerPixel(), Planner.DEFAULT.maxStripBytes(), rowMultiple);
        manifest = TestManifest.of(size, image.format(), layout.rowsPerStrip(), output, null, null);
        strips = IntStream.range(0, layout.count())
                .mapToObj(strip -> image.crop(layout.outputRect(strip)))
                .toList();
    }

    private static StripEncoder encoder(Libvips libvips, OutputSpec output) {
        return switch (output.format()) {
            case PNG -> new PngStripEncoder(libvips);
            case JPEG -> new JpegStripEncoder(libvips);
            default -> new TiffStripEncoder(libvips, Deflates.found(), ALL_TILED_AND_BIG);
        };
    }

    /// Strips in their order, then the trailer; a head is put in front by another, who copies.
    ///
    /// @return how many bytes a file has
    long write(Path file, int threads) throws IOException {
        var facts = new ArrayList<StripFacts>();
        try (var out = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                var workers = Executors.newFixedThreadPool(threads)) {
            var pending = new ArrayList<Future<EncodedStrip>>();
            for (int next = 0; facts.size() < strips.size(); ) {
                while (next < strips.size() && pending.size() <= threads) {
                    int strip = next++;
                    pending.add(workers.submit(() -> encoder.encode(manifest, strip, strips.get(strip))));
                }
                var encoded = get(pending.removeFirst());
                facts.add(encoded.facts());
                out.write(ByteBuffer.wrap(encoded.bytes()));
            }
            out.write(ByteBuffer.wrap(encoder.trailer(manifest, facts)));
            return out.size() + encoder.head(manifest, facts).length;
        }
    }

    private static EncodedStrip get(Future<EncodedStrip> pending) {
        try {
            return pending.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
