package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.RoundedAnswer;
import dev.azulejo.core.port.Upscaler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One step of a chain, ready to run.
///
/// @param guardMargin by how much its answers may miss before they are interpolated instead, see its card; absent
///     where they are taken as they are
public record WarmStep(Upscaler model, @Nullable Double guardMargin) {

    /// Fills `to` with what the step makes of `from`.
    ///
    /// @param warnings takes what the user should know of
    /// @return where its answers were not believed; none where nobody asks
    Optional<Doubt> run(Planes from, Planes to, Set<String> warnings, Progress progress) {
        try (var _ = progress.begin(Activity.MODEL)) {
            model.upscale(from, to).ifPresent(warnings::add);
        }
        if (guardMargin == null) {
            return Optional.empty();
        }
        try (var _ = progress.begin(Activity.GUARD)) {
            return Optional.of(AnswerGuard.mend(from, to, guardMargin.floatValue()));
        }
    }

    /// The same for the last step of a chain whose result is to be whole numbers of 8 bits.
    ///
    /// @param rounded is there afterwards where the model could look at its answers itself
    Optional<Doubt> run(Planes from, Planes to, RoundedAnswer rounded, Set<String> warnings, Progress progress) {
        try (var _ = progress.begin(Activity.MODEL)) {
            model.upscale(from, to, rounded).ifPresent(warnings::add);
        }
        if (guardMargin == null) {
            return Optional.empty();
        }
        try (var _ = progress.begin(Activity.GUARD)) {
            return rounded.isThere()
                    ? MarkedPixels.mend(from, to, rounded, guardMargin.floatValue())
                    : Optional.of(AnswerGuard.mend(from, to, guardMargin.floatValue()));
        }
    }

    WarmStep fitted(List<Planes> sample) {
        return new WarmStep(model.fitted(sample), guardMargin);
    }
}
