package dev.azulejo.core.port;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.recipe.Step;
import java.util.List;

/// The models at hand. Thread-safe.
public interface Models {
    List<ModelCard> cards();

    /// @throws dev.azulejo.core.failure.PermanentFailure when there is no such model, saying where it was
    ///     looked for
    ModelCard card(String id);

    /// The model, loaded; at the first call this takes as long as loading, later calls give the same one.
    ///
    /// @throws dev.azulejo.core.failure.PermanentFailure when its file is missing, or is not the one `step`
    ///     pins
    Upscaler warm(Step step);
}
