package dev.azulejo.core.infer.chain;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.infer.guard.AnswerGuard;
import dev.azulejo.core.infer.guard.Doubt;
import dev.azulejo.core.infer.guard.MarkedPixels;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.RoundedAnswer;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.tiling.TileGrid;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One step of a chain, ready to run.
///
/// @param guardMargin by how much its answers may miss before they are interpolated instead, see its card; absent
///     where they are taken as they are
/// @param haloPx pixels of its input around a result that count
/// @param alignment what it sees starts and ends on multiples of so many pixels of its input
public record WarmStep(Upscaler model, @Nullable Double guardMargin, int haloPx, int alignment) {
    /// The halo of a model whose reach is unknown: larger than any other.
    private static final int UNKNOWN_PX = 1 << 16;

    /// Makes a step of a model whose reach is unknown: it sees the whole tile.
    public WarmStep(Upscaler model, @Nullable Double guardMargin) {
        this(model, guardMargin, UNKNOWN_PX, 1);
    }

    public static WarmStep of(ModelCard card, Upscaler model) {
        return new WarmStep(model, card.guardMargin(), card.haloPx(), card.alignment());
    }

    /// The unit, in pixels of the image, whose multiples are aligned for this step.
    ///
    /// @param scale of the steps before
    public int unit(int scale) {
        return TileGrid.unit(alignment, scale);
    }

    /// Returns this step for tiles of which the given sides lie within the image.
    public WarmStep within(Sides inner) {
        var inside = model.within(inner);
        return inside.equals(model) ? this : new WarmStep(inside, guardMargin, haloPx, alignment);
    }

    /// The pixels that a step reads and fills.
    ///
    /// @param from that the model sees; undone afterwards where it answers for less
    /// @param answered what of `from` it answers for
    /// @param to as many times as large as `answered` as the step enlarges
    public record Pass(Planes from, Rect answered, Planes to) {
        /// Makes the pass of a model that answers for all that it sees.
        public Pass(Planes from, Planes to) {
            this(from, from.bounds(), to);
        }
    }

    /// Fills `to` with what the step makes of `from`.
    ///
    /// @param warnings takes what the user should know of
    /// @return where its answers were not believed; empty if the step is not guarded
    public Optional<Doubt> run(Pass pass, Set<String> warnings, Progress progress) {
        try (var _ = progress.begin(Activity.MODEL)) {
            model.upscale(pass.from, pass.to).ifPresent(warnings::add);
        }
        return mended(pass, progress, (from, margin) -> Optional.of(AnswerGuard.mend(from, pass.to, margin)));
    }

    /// Fills `to` as the last step of a chain whose result will be whole numbers of 8 bits.
    ///
    /// @param rounded is there afterwards where the model could look at its answers itself
    public Optional<Doubt> run(Pass pass, RoundedAnswer rounded, Set<String> warnings, Progress progress) {
        try (var _ = progress.begin(Activity.MODEL)) {
            model.upscale(pass.from, pass.to, rounded).ifPresent(warnings::add);
        }
        return mended(
                pass,
                progress,
                (from, margin) -> rounded.isThere()
                        ? MarkedPixels.mend(from, pass.to, rounded, margin)
                        : Optional.of(AnswerGuard.mend(from, pass.to, margin)));
    }

    private interface Guard {
        Optional<Doubt> mend(Planes from, float margin);
    }

    private Optional<Doubt> mended(Pass pass, Progress progress, Guard guard) {
        if (guardMargin == null) {
            return Optional.empty();
        }
        try (var _ = progress.begin(Activity.GUARD)) {
            return guard.mend(pass.from.cropped(pass.answered), guardMargin.floatValue());
        }
    }

    WarmStep fitted(List<Planes> sample) {
        return new WarmStep(model.fitted(sample), guardMargin, haloPx, alignment);
    }
}
