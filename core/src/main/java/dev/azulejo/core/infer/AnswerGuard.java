package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;

/// Takes cubic interpolation where a model has lost its way: SPAN, trained on photographs, answers one-pixel
/// contrasts from black to white (text, stripes, dithering) with values of up to thousands, which are speckle once
/// they are clamped. See ADR 14 for how that is told from an honest overshoot.
///
/// What becomes of a pixel depends on the model's answers and what it was given within
/// [dev.azulejo.core.plan.Planner#GUARD_PX], so the halo of a tile is wider by that, and tiles stay exact.
final class AnswerGuard {
    private AnswerGuard() {}

    /// Mends `output` where it cannot be believed.
    ///
    /// @param margin by how much an answer may miss, as the model's card says
    /// @return where interpolation was taken, by how much
    static Doubt mend(Planes input, Planes output, float margin) {
        boolean isEnlarged = output.width() > input.width();
        var doubt = isEnlarged ? Doubt.ofReduction(input, output, margin) : Doubt.ofRange(input, output, margin);
        if (!doubt.isNone()) {
            CubicBlend.of(input, output).where(doubt);
        }
        if (isEnlarged) {
            FlatLimits.keep(input, output);
        }
        return doubt;
    }
}
