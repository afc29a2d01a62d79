package dev.azulejo.core.infer.guard;

/// The rules that a model's answer must keep to, on the processor ([AnswerGuard]) and on devices. Samples
/// are parts of white.
public final class GuardRules {
    /// An answer this far outside 0 to 1 is lost, even if it averages to the right colour.
    public static final float FAR_OUT = 0.5f;

    /// How far beyond the colours around an answer may go where the image is flat: a part of their range.
    public static final float OF_RANGE = 0.2f;

    /// How far beyond the colours around an answer may go in any case.
    public static final float ALWAYS = 0.01f;

    /// Samples closer than this are equal when rounded to 8 bits.
    public static final float EQUAL = 0.6f / 255;

    /// How far pixels are compared in each direction.
    public static final int FLAT_PX = 3;

    /// The share of neighbours with equal colours from which an image counts as flat.
    public static final float SOME_FLAT = 0.4f;

    /// How far around a lost answer others are mended, ever less.
    public static final int SPREAD_PX = Doubt.REACH_PX;

    private GuardRules() {}
}
