package dev.azulejo.events;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.ModelCards;
import java.util.List;

/// The models of options that name none.
enum NoModels implements ModelCards {
    NONE;

    @Override
    public ModelCard card(String id) {
        throw new IllegalArgumentException("there is no model " + id);
    }

    @Override
    public List<ModelCard> cards() {
        return List.of();
    }
}
