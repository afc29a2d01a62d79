package dev.azulejo.core.port;

import dev.azulejo.core.model.ModelCard;
import java.util.List;

/// What is known of the models at hand, without loading any: enough to plan a job. Thread-safe.
public interface ModelCards {
    List<ModelCard> cards();

    /// @throws dev.azulejo.core.failure.PermanentFailure when there is no such model, saying where it was
    ///     looked for
    ModelCard card(String id);
}
