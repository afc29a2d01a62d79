package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One step of a chain, ready to run.
///
/// @param guardMargin how far its answers may leave 0 to 1 before they are interpolated instead; absent where
///     they are taken as they are
public record WarmStep(Upscaler model, @Nullable Double guardMargin) {

    /// Fills `to` with what the step makes of `from`.
    ///
    /// @param warnings takes what the user should know of
    void run(Planes from, Planes to, Set<String> warnings) {
        model.upscale(from, to).ifPresent(warnings::add);
        var margin = guardMargin;
        if (margin != null && RangeGuard.mend(from, to, margin.floatValue())) {
            warnings.add("has patterns too sharp for the model, such as text; they were interpolated instead");
        }
    }

    WarmStep fitted(List<Planes> sample) {
        return new WarmStep(model.fitted(sample), guardMargin);
    }
}
