package dev.azulejo.arena.store;

import dev.azulejo.core.geometry.Rect;
import java.util.List;
import java.util.Map;

/// The origins of an arena's pictures: what made them of which files. They bind the result to these weights
/// and files, and allow some of the pictures to be made again.
///
/// @param percent the size that recipes gave all results; 0 if each has its own
/// @param models the models behind each contender, each as `id sha256`; none for a contender whose results
///     came from a folder
/// @param sources SHA-256 of the recipes' inputs, by image; none if results came from folders
/// @param results SHA-256 of the judged results, by image, in the order of contenders
/// @param crops where scenes lie in results, by scene
public record Origins(
        int percent,
        Map<String, List<String>> models,
        Map<String, String> sources,
        Map<String, List<String>> results,
        Map<String, Rect> crops) {
    /// Origins that are unknown, because the arena does not state them.
    public static final Origins UNKNOWN = new Origins(0, Map.of(), Map.of(), Map.of(), Map.of());

    public Origins {
        models = Map.copyOf(models);
        sources = Map.copyOf(sources);
        results = Map.copyOf(results);
        crops = Map.copyOf(crops);
    }
}
