package dev.azulejo.core.port;

import dev.azulejo.core.model.ModelCard;
import java.util.List;

/// What is known of the models at hand, without loading any: enough to plan a job. Thread-safe.
public interface ModelCards {
    List<ModelCard> cards();

    /// @throws dev.azulejo.core.failure.PermanentFailure when there is no such model, saying where it was
    ///     looked for
    ModelCard card(String id);

    /// Which model works where a recipe names `id`: another one where that was promoted, or is on trial for a share of
    /// the sources.
    ///
    /// @param draw of the source, from 0 on and below 1; the same each time
    default String serving(String id, double draw) {
        return id;
    }
}
