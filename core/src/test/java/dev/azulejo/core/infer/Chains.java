package dev.azulejo.core.infer;

import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.infer.chain.WarmStep;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.port.Upscaler;
import java.util.List;

/// Chains without cards.
public final class Chains {
    private Chains() {}

    /// Answers are taken as they are.
    public static WarmChain unguarded(List<? extends Upscaler> models) {
        return unguarded(models, Boundary.REPLICATE);
    }

    public static WarmChain unguarded(List<? extends Upscaler> models, Boundary boundary) {
        return new WarmChain(
                models.stream().map(model -> new WarmStep(model, null)).toList(), boundary);
    }

    public static WarmChain guarded(List<? extends Upscaler> models, double margin) {
        return new WarmChain(
                models.stream().map(model -> new WarmStep(model, margin)).toList(), Boundary.REPLICATE);
    }
}
