package dev.azulejo.core.port;

import dev.azulejo.core.recipe.Step;

/// The models at hand, ready to run. Thread-safe.
public interface Models extends ModelCards {
    /// The model, loaded; at the first call this takes as long as loading, later calls give the same one.
    ///
    /// @throws dev.azulejo.core.failure.PermanentFailure when its file is missing, or is not the one `step`
    ///     pins
    Upscaler warm(Step step);
}
