package dev.azulejo.core.model;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The facts about a model that are known without loading it, as its `card.json` states them.
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
/// @param bestSide the side of a padded tile with which most is done, in input pixels: of a `cpu`, and perhaps of a
///     `gpu`, and of engines that have memory of their own, by the names that steps give them
/// @param bytesPerInputPixel working memory of one run, for each pixel of the padded tile
/// @param outputMegapixelsPerSecond useful output at the best side: of a `cpu-core`, and perhaps of a `gpu`
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
        Map<String, Integer> bestSide,
        int bytesPerInputPixel,
        Map<String, Double> outputMegapixelsPerSecond) {
    /// How far around an answer of a model others are looked at when it is out of range.
    public static final int GUARD_PX = 3;

    public ModelCard {
        if (!bestSide.containsKey(Processor.CPU.ofSide())) {
            throw new IllegalArgumentException("card of %s: no best side for %s".formatted(id, Processor.CPU.ofSide()));
        }
        int haloPx = receptiveField.haloPx();
        bestSide.values().forEach(side -> {
            if (scale < 1 || alignment < 1 || side <= 2 * haloPx) {
                throw new IllegalArgumentException("card of %s: scale %d, alignment %d, best side %d, halo %d"
                        .formatted(id, scale, alignment, side, haloPx));
            }
        });
        bestSide = Map.copyOf(bestSide);
        conditions = Set.copyOf(conditions);
        outputMegapixelsPerSecond = Map.copyOf(outputMegapixelsPerSecond);
    }

    /// How far around a result, in pixels of its input, the model's input must be as in the whole image: as
    /// far as the model looks, and further if a guard looks at its answers.
    public int haloPx() {
        return receptiveField.haloPx() + (guardMargin == null ? 0 : GUARD_PX);
    }

    /// The best side of tiles on a processor; that of a CPU if the card states none.
    public int bestSide(Processor on) {
        return requireNonNull(bestSide.getOrDefault(on.ofSide(), bestSide.get(Processor.CPU.ofSide())));
    }

    /// Returns this card as it applies when `engine` runs the model on a CPU.
    ///
    /// @param engine as a step names it; null for the usual one
    public ModelCard runBy(@Nullable String engine) {
        var side = engine == null ? null : bestSide.get(engine);
        if (side == null) {
            return this;
        }
        var sides = new HashMap<>(bestSide);
        sides.put(Processor.CPU.ofSide(), side);
        return new ModelCard(
                id,
                version,
                description,
                sha256,
                licence,
                origin,
                scale,
                alignment,
                receptiveField,
                boundary,
                conditions,
                guardMargin,
                sides,
                bytesPerInputPixel,
                outputMegapixelsPerSecond);
    }

    /// Megapixels of output in a second; if unknown, those of a core of a CPU, if these are known.
    public OptionalDouble speed(Processor on) {
        var speed = outputMegapixelsPerSecond.getOrDefault(
                on.ofSpeed(), outputMegapixelsPerSecond.get(Processor.CPU.ofSpeed()));
        return speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed);
    }

    public boolean needsSample() {
        return conditions.stream().anyMatch(Condition::isSampled);
    }
}
