package dev.azulejo.quality.arena.store;

import dev.azulejo.core.geometry.Rect;
import java.util.List;
import java.util.Map;

/// What an arena's pictures were made of and by, so that its result is bound to these weights and files, and somebody
/// can make some of the pictures again.
///
/// @param percent the size that recipes gave all results; 0 for their own
/// @param models what made the results of each contender, each as `id sha256`; none for a contender whose results came
///     from a folder
/// @param sources SHA-256 of what recipes were given, by image; none where results came from folders
/// @param results SHA-256 of what was judged, by image, in the order of contenders
/// @param crops where scenes lie in results, by scene
public record Origins(
        int percent,
        Map<String, List<String>> models,
        Map<String, String> sources,
        Map<String, List<String>> results,
        Map<String, Rect> crops) {
    /// Of an arena that does not say.
    public static final Origins UNKNOWN = new Origins(0, Map.of(), Map.of(), Map.of(), Map.of());

    public Origins {
        models = Map.copyOf(models);
        sources = Map.copyOf(sources);
        results = Map.copyOf(results);
        crops = Map.copyOf(crops);
    }
}
