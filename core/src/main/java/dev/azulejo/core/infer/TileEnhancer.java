package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.tiling.Tile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Runs a chain of models on padded tiles: whole numbers to floats, models back to back, floats to whole
/// numbers, and of those the interior. Grey runs as three equal bands. Alpha is split off, interpolated, and
/// joined again; colour under transparent pixels is bled from their neighbours first. For one thread: it keeps
/// its float buffers from tile to tile.
public final class TileEnhancer {
    private static final int MODEL_BANDS = 3;

    private final List<Upscaler> chain;
    private final int scale;
    private final Set<String> warnings = new LinkedHashSet<>();
    private List<Planes> buffers = List.of();

    public TileEnhancer(List<Upscaler> chain) {
        this.chain = List.copyOf(chain);
        this.scale = chain.stream().mapToInt(Upscaler::scale).reduce(1, Math::multiplyExact);
    }

    /// @param padded the pixels under `tile.padded()`
    /// @param opaque whether the whole image is: then alpha needs no look
    /// @return the enlarged pixels under `tile.interior()`, in the format of `padded`
    public PixelBlock enhance(PixelBlock padded, Tile tile, boolean opaque) {
        warnings.clear(); // those of a tile that failed
        prepareBuffers(padded);
        var crop = tile.cropAfter(scale);
        var format = padded.format();
        var result = new byte[Math.toIntExact(crop.pixels() * format.bytesPerPixel())];
        boolean splits = format.hasAlpha() && !opaque;
        var colour = splits ? AlphaBleed.bled(padded, Planner.BLEED_PX) : padded;
        var samples = new SampleConversion(format);
        samples.colourToPlanes(colour, buffers.getFirst());
        run();
        samples.planesToColour(buffers.getLast(), crop, result);
        if (splits) {
            new AlphaCubic(padded, scale).enlarge(crop, result);
            FlatAlpha.keep(padded, crop, scale, result);
        } else if (format.hasAlpha()) {
            samples.fillAlpha(result);
        }
        return new PixelBlock(crop.width(), crop.height(), format, result);
    }

    /// What the models had to say of the last tile.
    public Set<String> warnings() {
        return Set.copyOf(warnings);
    }

    private void run() {
        for (int i = 0; i < chain.size(); i++) {
            var from = buffers.get(i);
            var to = buffers.get(i + 1);
            chain.get(i).upscale(from, to).ifPresent(warnings::add);
            if (RangeGuard.mend(from, to)) {
                warnings.add("has patterns too sharp for the model, such as text; they were interpolated instead");
            }
        }
    }

    private void prepareBuffers(PixelBlock padded) {
        if (!buffers.isEmpty()
                && buffers.getFirst().width() == padded.width()
                && buffers.getFirst().height() == padded.height()) {
            return;
        }
        var fresh = new ArrayList<Planes>();
        fresh.add(Planes.allocate(padded.width(), padded.height(), MODEL_BANDS));
        for (var model : chain) {
            var last = fresh.getLast();
            fresh.add(Planes.allocate(last.width() * model.scale(), last.height() * model.scale(), MODEL_BANDS));
        }
        buffers = List.copyOf(fresh);
    }
}
