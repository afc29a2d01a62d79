package dev.azulejo.core.infer;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.tiling.Tile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Runs a chain of models on padded tiles: whole numbers to floats, models back to back, floats to whole
/// numbers, and of those what the tile keeps. Grey runs as three equal bands. Alpha is split off, interpolated,
/// and joined again; colour under transparent pixels is bled from their neighbours first. For one thread.
public final class TileEnhancer {
    private final WarmChain chain;
    private final int scale;
    private final TileBuffers buffers;
    private final Progress progress;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final InterpolatedPixels interpolated = new InterpolatedPixels();

    public TileEnhancer(WarmChain chain) {
        this(chain, new TileBuffers(), Progress.NONE);
    }

    TileEnhancer(WarmChain chain, TileBuffers buffers, Progress progress) {
        this.chain = chain;
        this.scale = chain.scale();
        this.buffers = buffers;
        this.progress = progress;
    }

    /// @param source the pixels of the image under `tile.padded()`; what is padded beyond the image is made
    ///     here
    /// @param opaque whether the whole image is: then alpha needs no look
    /// @return the enlarged pixels under `tile.kept()`, in the format of `source`
    public PixelBlock enhance(PixelBlock source, Tile tile, boolean opaque) {
        warnings.clear(); // those of a tile that failed
        interpolated.start(tile);
        var enhanced = enhanced(source, sizeOf(tile), opaque);
        try (var _ = progress.begin(Activity.FINISH)) {
            return kept(enhanced, source, tile.cropAfter(scale), opaque);
        }
    }

    private PixelBlock kept(Planes enhanced, PixelBlock source, Rect crop, boolean opaque) {
        var format = source.format();
        if (buffers.rounded().isThere()) {
            return new PixelBlock(
                    crop.width(), crop.height(), format, buffers.rounded().cropped(crop));
        }
        var result = new byte[Math.toIntExact(crop.pixels() * format.bytesPerPixel())];
        var samples = new SampleConversion(format);
        samples.planesToColour(enhanced, crop, result);
        if (format.hasAlpha() && !opaque) {
            new AlphaCubic(source, scale).enlarge(crop, result);
            FlatAlpha.keep(source, crop, scale, result);
        } else if (format.hasAlpha()) {
            samples.fillAlpha(result);
        }
        return new PixelBlock(crop.width(), crop.height(), format, result);
    }

    /// What the models had to say of the last tile.
    public Set<String> warnings() {
        return Set.copyOf(warnings);
    }

    /// How many pixels of the last tile's interior were interpolated, as a model had lost its way there.
    public int interpolated() {
        return interpolated.inInterior();
    }

    private static Size sizeOf(Tile tile) {
        return new Size(tile.padded().width(), tile.padded().height());
    }

    private Planes enhanced(PixelBlock source, Size padded, boolean opaque) {
        var planes = buffers.forTile(padded, chain);
        try (var _ = progress.begin(Activity.PREPARE)) {
            ModelInput.fill(planes.getFirst(), source, opaque, chain.boundary());
        }
        buffers.rounded().discard(); // of the tile before
        run(planes, source.format().equals(PixelFormat.rgb8()));
        return planes.getLast();
    }

    private void run(List<Planes> planes, boolean mayRound) {
        int last = chain.steps().size() - 1;
        for (int i = 0; i <= last; i++) {
            if (i > 0) {
                planes.get(i).clamp(); // no image has more: a model that is told so loses its way
            }
            var step = chain.steps().get(i);
            var from = planes.get(i);
            var to = planes.get(i + 1);
            var doubt = i == last && mayRound
                    ? step.run(from, to, buffers.rounded(), warnings, progress)
                    : step.run(from, to, warnings, progress);
            doubt.ifPresent(interpolated::add);
        }
    }
}
