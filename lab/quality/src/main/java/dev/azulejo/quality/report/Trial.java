package dev.azulejo.quality.report;

import java.util.List;
import java.util.Map;

/// The result of one recipe on one image.
///
/// @param image as its set names it
/// @param scores by [Measure#id]; all finite; one that does not apply is absent
/// @param megapixels of the result
/// @param seconds that the recipe took on this machine, from request to result
public record Trial(
        String image, List<String> tags, String recipe, Map<String, Double> scores, double megapixels, double seconds) {
    public Trial {
        tags = List.copyOf(tags);
        scores = Map.copyOf(scores);
        scores.forEach((score, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("%s of %s on %s is %s".formatted(score, recipe, image, value));
            }
        });
    }
}
