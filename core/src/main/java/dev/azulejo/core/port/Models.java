package dev.azulejo.core.port;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.recipe.Step;
import java.util.List;

/// The available models, ready to run. Thread-safe.
public interface Models extends ModelCards {
    /// The models that can run here. Of the others only cards are there: their weights are fetched on
    /// demand.
    default List<ModelCard> runnable() {
        return cards();
    }

    /// Returns the model, loaded; the first call takes as long as loading, later calls return the same one.
    ///
    /// @throws dev.azulejo.core.failure.PermanentFailure when its file is missing, or is not the one `step`
    ///     pins
    Upscaler warm(Step step);
}
