package dev.azulejo.core.port;

import dev.azulejo.core.look.face.FaceDetector;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.recipe.OwnRecipe;
import java.util.List;
import java.util.Optional;

/// Facts about the available models, without loading any: enough to plan a job. Thread-safe.
public interface ModelCards {
    List<ModelCard> cards();

    /// @throws dev.azulejo.core.failure.PermanentFailure when there is no such model, saying where it was
    ///     looked for
    ModelCard card(String id);

    /// The model that runs where a recipe names `id`: another one if that was promoted, or is on trial for
    /// a share of the sources.
    ///
    /// @param draw of the source, from 0 on and below 1; the same each time
    default String serving(String id, double draw) {
        return id;
    }

    /// Whether the weights of a model are fetched on demand, so they need not be on the machine that
    /// runs it.
    ///
    /// @throws dev.azulejo.core.failure.PermanentFailure when there is no such model
    default boolean isPulled(String id) {
        return false;
    }

    /// The recipes defined on this machine alone, if any.
    ///
    /// @throws dev.azulejo.core.failure.PermanentFailure if the file that lists them is damaged
    default List<OwnRecipe> ownRecipes() {
        return List.of();
    }

    /// The detector of faces, which needs no engine; by default it finds none.
    default FaceDetector faces() {
        return _ -> List.of();
    }

    /// The engine that runs a model here; empty for the usual engine in 32 bits, on which all machines
    /// agree.
    ///
    /// @throws dev.azulejo.core.failure.PermanentFailure if the engine that was asked for is not available
    default Optional<String> engine(String id) {
        return Optional.empty();
    }
}
