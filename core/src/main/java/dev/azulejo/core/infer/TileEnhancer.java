package dev.azulejo.core.infer;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.infer.chain.Routes;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.infer.chain.WarmStep;
import dev.azulejo.core.infer.chain.WarmStep.Pass;
import dev.azulejo.core.infer.region.DrawnMixture;
import dev.azulejo.core.infer.sample.AlphaCubic;
import dev.azulejo.core.infer.sample.FlatAlpha;
import dev.azulejo.core.infer.sample.ModelInput;
import dev.azulejo.core.infer.sample.SampleConversion;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.tiling.Tile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Runs a chain of models on padded tiles: whole numbers to floats, the models in turn, and floats back to
/// the whole numbers that the tile keeps. Grey runs as three equal bands. Alpha is split off, interpolated,
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
    /// @return the enlarged pixels under `tile.kept()`, in the format of `source`; good until the next call
    public PixelBlock enhance(PixelBlock source, Tile tile, boolean opaque) {
        warnings.clear(); // those of a tile that failed
        interpolated.start(tile);
        var enhanced = enhanced(source, tile, opaque);
        try (var _ = progress.begin(Activity.FINISH)) {
            return kept(enhanced, source, tile, opaque);
        }
    }

    private PixelBlock kept(Answer answer, PixelBlock source, Tile tile, boolean opaque) {
        var format = source.format();
        var crop = tile.cropAfter(scale);
        var answered = tile.kept().times(scale).relativeTo(answer.rect());
        if (buffers.rounded().isThere()) {
            return new PixelBlock(
                    crop.width(), crop.height(), format, buffers.rounded().cropped(answered));
        }
        var result = new byte[Math.toIntExact(crop.pixels() * format.bytesPerPixel())];
        var samples = new SampleConversion(format);
        samples.planesToColour(answer.planes(), answered, result);
        if (format.hasAlpha() && !opaque) {
            new AlphaCubic(source, scale).enlarge(crop, result);
            FlatAlpha.keep(source, crop, scale, result);
        } else if (format.hasAlpha()) {
            samples.fillAlpha(result);
        }
        return new PixelBlock(crop.width(), crop.height(), format, result);
    }

    /// The warnings of the models about the last tile.
    public Set<String> warnings() {
        return Set.copyOf(warnings);
    }

    /// How many pixels of the last tile's interior were interpolated because a model was not believed.
    public int interpolated() {
        return interpolated.inInterior();
    }

    /// The pixels made of a tile so far.
    ///
    /// @param rect the place of `planes`, in pixels of the image enlarged as often as they were
    private record Answer(Planes planes, Rect rect) {}

    private Answer enhanced(PixelBlock source, Tile tile, boolean opaque) {
        var planes = buffers.planes(0, tile.padded().size());
        try (var _ = progress.begin(Activity.PREPARE)) {
            ModelInput.fill(planes, source, opaque, chain.boundary());
        }
        buffers.rounded().discard(); // of the tile before
        boolean mayRound = source.format().equals(PixelFormat.rgb8());
        var answer = new Answer(planes, tile.padded());
        for (int step = 0; step < chain.steps().size(); step++) {
            answer = after(step, answer, tile, mayRound);
        }
        return answer;
    }

    /// Runs a step on what it needs of the answer before, for this tile.
    private Answer after(int index, Answer before, Tile tile, boolean mayRound) {
        if (index > 0) {
            before.planes().clamp(); // no image has more: a model that is told so loses its way
        }
        boolean isLast = index == chain.steps().size() - 1;
        var seen = chain.seen(index, tile).times(chain.scaleBefore(index));
        var from = before.planes().cropped(seen.relativeTo(before.rect()));
        var routes = chain.routes();
        if (!isLast || routes == null) {
            return run(chain.steps().get(index), index, new Answer(from, seen), tile, isLast && mayRound);
        }
        var kinds = routes.weights().kindsIn(tile.kept().times(scale), scale);
        var only = kinds.size() == 1 ? routes.of(kinds.iterator().next()) : List.<WarmStep>of();
        return only.size() == 1
                ? run(only.getFirst(), index, new Answer(from, seen), tile, mayRound)
                : blended(routes, kinds, index, new Answer(from, seen), tile);
    }

    private Answer run(WarmStep whole, int index, Answer before, Tile tile, boolean mayRound) {
        int scaleBefore = chain.scaleBefore(index);
        var seen = before.rect();
        var inner = shrinking(whole, seen, chain.seen(index + 1, tile).times(scaleBefore), tile.inner());
        var answered = inner.cut(seen, whole.model().shrinksBy());
        var to = buffers.planes(index + 1, answered.size().times(whole.model().scale()));
        var pass = new Pass(before.planes(), answered.relativeTo(seen), to);
        var step = whole.within(inner);
        var doubt =
                mayRound ? step.run(pass, buffers.rounded(), warnings, progress) : step.run(pass, warnings, progress);
        doubt.ifPresent(found -> interpolated.add(found, answered, scaleBefore));
        return new Answer(to, answered.times(whole.model().scale()));
    }

    /// Blends the answers of several steps for a tile that is partly of one kind and partly of another.
    /// Each step sees all of it, as it would see a tile of its kind alone.
    private Answer blended(Routes routes, Set<Kind> kinds, int index, Answer before, Tile tile) {
        var kept = tile.kept().times(scale);
        var sum = new Answer(buffers.planes(index + 2, kept.size()), kept);
        boolean isFirst = true;
        for (var kind : kinds) {
            var steps = routes.of(kind);
            var answer = steps.size() == 1
                    ? whole(steps.getFirst(), index + 1, index, before)
                    : mixed(steps, index, before, tile);
            if (kinds.size() == 1) {
                return answer;
            }
            var weights = routes.weights().of(kind, kept, scale);
            WeightedSum.add(answer.planes(), kept.relativeTo(answer.rect()), weights, sum.planes(), isFirst);
            isFirst = false;
        }
        return sum;
    }

    private Answer mixed(List<WarmStep> steps, int index, Answer before, Tile tile) {
        var photographed = whole(steps.getFirst(), index + 1, index, before);
        var drawn = whole(steps.getLast(), index + 3, index, before);
        var kept = tile.kept().times(scale);
        var to = buffers.planes(index + 4, kept.size());
        new DrawnMixture(before.planes(), photographed.planes(), drawn.planes())
                .fill(to, tile.kept().times(chain.scaleBefore(index)).relativeTo(before.rect()));
        return new Answer(to, kept);
    }

    /// Runs a step and returns its answers for all that it sees.
    ///
    /// @param position of the buffer that takes them
    private Answer whole(WarmStep step, int position, int index, Answer before) {
        int times = step.model().scale();
        var to = buffers.planes(position, before.rect().size().times(times));
        step.run(new Pass(before.planes(), to), warnings, progress)
                .ifPresent(doubt -> interpolated.add(doubt, before.rect(), chain.scaleBefore(index)));
        return new Answer(to, before.rect().times(times));
    }

    /// The inner sides along which the step may answer for less than it sees.
    private static Sides shrinking(WarmStep step, Rect seen, Rect wanted, Sides inner) {
        int px = step.model().shrinksBy();
        return px > 0 && seen.contains(inner.grown(wanted, px)) ? inner : Sides.NONE;
    }
}
