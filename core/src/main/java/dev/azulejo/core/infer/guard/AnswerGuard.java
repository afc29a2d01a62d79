package dev.azulejo.core.infer.guard;

import dev.azulejo.core.pixels.Planes;

/// Replaces a model's answer by cubic interpolation where it has gone wrong. SPAN, trained on photographs,
/// answers one-pixel contrasts from black to white (text, stripes, dithering) with values of up to
/// thousands, which are speckle once clamped. ADR 14 says how that is told from an honest overshoot.
///
/// What becomes of a pixel depends on the model's answers and what it was given within
/// [dev.azulejo.core.model.ModelCard#GUARD_PX], so the halo of a tile is wider by that, and tiles stay exact.
public final class AnswerGuard {
    /// The number of rows between the one looked at and the one limited: doubt has spread as far by then,
    /// and the colours below are known.
    private static final int LAG = Math.max(GuardRules.SPREAD_PX, GuardRules.FLAT_PX);

    private final Planes input;
    private final Planes output;
    private final float margin;
    private final ReducedAnswers reduced;
    private final FixedInput fixed;
    private final Misses misses;
    private final FlatLimits limits;

    private AnswerGuard(Planes input, Planes output, float margin) {
        this.input = input;
        this.output = output;
        this.margin = margin;
        this.reduced = new ReducedAnswers(input, output);
        this.misses = new Misses(input, output);
        this.fixed = new FixedInput(input);
        this.limits = new FlatLimits(input, output, reduced, fixed);
    }

    /// Mends `output` where it cannot be believed.
    ///
    /// @param margin by how much an answer may miss, as the model's card says
    /// @return where interpolation was taken, by how much
    public static Doubt mend(Planes input, Planes output, float margin) {
        if (output.width() > input.width()) {
            return new AnswerGuard(input, output, margin).mend();
        }
        var doubt = Doubt.ofRange(input, output, margin);
        if (!doubt.isNone()) {
            CubicBlend.of(input, output).where(doubt);
        }
        return doubt;
    }

    /// Mends row by row, so answers are looked at in all ways while they are in the processor's cache.
    /// A row is limited once nothing below can make it doubtful. From the first doubt on, the steps run one
    /// after another.
    private Doubt mend() {
        var doubt = Doubt.none(input);
        boolean isSure = true;
        int limited = 0;
        for (int y = 0; y < input.height(); y++) {
            fixed.read(y);
            reduced.reduce(y);
            if (!misses.areSurelyBelow(reduced, fixed, y, margin)) {
                isSure &= !doubt.add(y, misses.ofRow(y), margin);
            }
            if (isSure && y >= LAG) {
                limits.keepRow(limited++);
            }
        }
        if (!isSure) {
            doubt = doubt.spread();
            CubicBlend.of(input, output).where(doubt);
            fixed.rewind(limited);
        }
        for (; limited < input.height(); limited++) {
            if (!isSure) {
                reduced.reduce(limited);
            }
            limits.keepRow(limited);
        }
        return doubt;
    }
}
