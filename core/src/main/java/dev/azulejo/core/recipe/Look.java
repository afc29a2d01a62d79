package dev.azulejo.core.recipe;

/// What plan looks for in the pixels of a source before a recipe's models are chosen.
public enum Look {
    /// Nothing: the head of the file decides, or the recipe alone.
    NOTHING,
    /// Small faces, which a model that draws detail would replace by others.
    FACES,
    /// Noise and what JPEG left, which a model that learned from neither would magnify.
    LOSSES,
    /// Noise, what JPEG left, and the kinds of the picture's parts.
    EVERYTHING
}
