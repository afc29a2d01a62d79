package dev.azulejo.inference.engine;

/// What computes within an engine, and how.
///
/// @param name such as `cuda`
/// @param precision such as `fp32`
/// @param options that decide bits, as the fingerprint lists them: sorted
/// @param onCpu whether bits depend on the processor's instruction set
public record Provider(String name, String precision, String options, boolean onCpu) {
    /// Whether it computes in 16 bits with 8 of mantissa.
    public boolean isBf16() {
        return precision.equals("bf16");
    }

    /// This provider as a fingerprint describes it for a model of which the given number of convolutions
    /// stays in 32 bits.
    public Provider keeping(int convolutions) {
        return isBf16() && convolutions > 0
                ? new Provider(name, precision, "%s precise=%d".formatted(options, convolutions), onCpu)
                : this;
    }

    /// Whether models look at their answers there ([dev.azulejo.inference.graph.AnswerLook]): on a device beside the
    /// processor, unless
    /// the look itself would be rounded to 16 bits.
    public boolean looks() {
        return !onCpu && precision.equals("fp32");
    }

    /// The name for people, such as `cuda fp16`.
    public String rungName() {
        return name + " " + precision;
    }
}
