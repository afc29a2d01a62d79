package dev.azulejo.core.port;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.recipe.Step;
import java.util.List;

/// The models at hand, ready to run. Thread-safe.
public interface Models extends ModelCards {
    /// Those that can run here. Of the others there are cards alone: their weights are brought on demand.
    default List<ModelCard> runnable() {
        return cards();
    }

    /// The model, loaded; at the first call this takes as long as loading, later calls give the same one.
    ///
    /// @throws dev.azulejo.core.failure.PermanentFailure when its file is missing, or is not the one `step`
    ///     pins
    Upscaler warm(Step step);
}
