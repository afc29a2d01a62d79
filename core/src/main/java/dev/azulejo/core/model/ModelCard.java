package dev.azulejo.core.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a model without loading it, as its `card.json` states it.
///
/// @param id names the model in recipes, such as `span-x2`
/// @param sha256 of the file with the weights, in lower-case hex: part of the identity of each job that uses it
/// @param scale enlargement along each axis
/// @param alignment sides of what the model sees must be multiples of it
/// @param boundary how an image is extended to a multiple of the alignment
/// @param conditions what it must be told of the whole image
/// @param guardMargin by how much its answers to photographs may miss; where one misses by more, cubic interpolation
///     is taken instead. Of a model that enlarges: how far the answer, reduced again, may lie from what the model was
///     given; of one that keeps the size: how far it may leave 0 to 1. Absent for a model that never loses its way
/// @param bestSideCpu the side of a padded tile with which a CPU core does most, in input pixels
/// @param bytesPerInputPixel working memory of one run, for each pixel of the padded tile
/// @param outputMegapixelsPerSecond by class of worker, such as `cpu-core`: useful output at the best side
public record ModelCard(
        String id,
        String version,
        String description,
        String sha256,
        String licence,
        String origin,
        int scale,
        int alignment,
        ReceptiveField receptiveField,
        Boundary boundary,
        Set<Condition> conditions,
        @Nullable Double guardMargin,
        int bestSideCpu,
        int bytesPerInputPixel,
        Map<String, Double> outputMegapixelsPerSecond) {
    public ModelCard {
        if (scale < 1 || alignment < 1 || bestSideCpu <= 2 * receptiveField.haloPx()) {
            throw new IllegalArgumentException("card of %s: scale %d, alignment %d, best side %d, halo %d"
                    .formatted(id, scale, alignment, bestSideCpu, receptiveField.haloPx()));
        }
        conditions = Set.copyOf(conditions);
        outputMegapixelsPerSecond = Map.copyOf(outputMegapixelsPerSecond);
    }

    public boolean needsSample() {
        return !conditions.isEmpty();
    }
}
