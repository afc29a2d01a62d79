package dev.azulejo.core.recipe;

/// A model that plan may choose once it has seen the pixels.
///
/// @param model by which the recipe names it
/// @param step the step that runs, pinned to its weights: the model itself, or one that was promoted in its
///     place
public record Offer(String model, Step step) {}
