package dev.azulejo.simulator.image;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.Condition;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Stands for each model of a recipe that enlarges: doubles the size, and sets each pixel to the mean of
/// the 5 x 5 pixels around its source.
public final class BlurModel implements Upscaler, Models {
    public static final int RADIUS = 2;
    /// The models that `auto` may run before it enlarges.
    private static final Set<String> CLEANING =
            Set.of("ffdnet", "azulejo-unsharp", "cunet-denoise0", "cunet-denoise1", "cunet-denoise2");
    /// The models that `auto` may run to double the size.
    private static final Set<String> ENLARGING =
            Set.of("span-x2", "azulejo-photo-x2", "azulejo-restore-x2", "animevideo-x2");

    private static final int BEST_SIDE = 15 + 2 * (RADIUS + ModelCard.GUARD_PX);

    private final String fingerprint;

    public BlurModel() {
        this("blur");
    }

    /// @param fingerprint of the build that it stands for
    public BlurModel(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    @Override
    public int scale() {
        return 2;
    }

    @Override
    public Optional<String> upscale(Planes input, Planes output) {
        var given = new float[input.width() * input.height()];
        var means = new float[2 * input.width()];
        var columns = clamped(-RADIUS, input.width() + 2 * RADIUS, input.width(), 1);
        for (int band = 0; band < input.bands(); band++) {
            input.samples().get(band * input.planeLength(), given);
            for (int y = 0; y < input.height(); y++) {
                var rows = clamped(y - RADIUS, 2 * RADIUS + 1, input.height(), input.width());
                for (int x = 0; x < input.width(); x++) {
                    float mean = mean(given, rows, columns, x);
                    means[2 * x] = mean;
                    means[2 * x + 1] = mean;
                }
                int at = band * output.planeLength() + 2 * y * output.width();
                output.samples().put(at, means).put(at + output.width(), means);
            }
        }
        return Optional.empty();
    }

    /// The indexes of rows or columns from `first` on; beyond the edges those at the edge.
    ///
    /// @param length of all that there are
    /// @param step between two of them
    private static int[] clamped(int first, int count, int length, int step) {
        var indexes = new int[count];
        Arrays.setAll(indexes, i -> Math.clamp((long) first + i, 0, length - 1) * step);
        return indexes;
    }

    /// @param rows where those begin that are added
    /// @param columns from the one that is [#RADIUS] before the first
    private static float mean(float[] given, int[] rows, int[] columns, int x) {
        float sum = 0;
        for (int row : rows) {
            for (int i = x; i <= x + 2 * RADIUS; i++) {
                sum += given[row + columns[i]];
            }
        }
        return sum / 25;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public List<ModelCard> cards() {
        return List.of(card("span-x2"));
    }

    @Override
    public ModelCard card(String id) {
        if (CLEANING.contains(id)) {
            return card(id, new ReceptiveField.Radius(RADIUS), 1, Set.of(), BEST_SIDE, 1);
        }
        if (!ENLARGING.contains(id)) {
            throw new PermanentFailure("there is no model " + id);
        }
        return card(id, new ReceptiveField.Radius(RADIUS), 1, Set.of(), BEST_SIDE);
    }

    /// The card of a blur that stands for the model `id`.
    public static ModelCard card(
            String id, ReceptiveField field, int alignment, Set<Condition> conditions, int bestSide) {
        return card(id, field, alignment, conditions, bestSide, 2);
    }

    private static ModelCard card(
            String id, ReceptiveField field, int alignment, Set<Condition> conditions, int bestSide, int scale) {
        return new ModelCard(
                id,
                "1",
                "a blur",
                "5e".repeat(32),
                "Apache-2.0",
                "https://example.org",
                scale,
                alignment,
                field,
                Boundary.REPLICATE,
                conditions,
                1.0, // a blur does not reduce to what it was given; nothing misses by more than this
                Map.of("cpu", bestSide),
                1_000,
                Map.of("cpu-core", 1.0));
    }

    @Override
    public Upscaler warm(Step step) {
        return card(step.model()).scale() == 1 ? new DimModel(step.strength() == null ? 0 : step.strength()) : this;
    }
}
