package dev.azulejo.core.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A named way to enhance an image: the models that run, one after another on the same tile.
///
/// @param cleaning the artefacts that are removed first
/// @param enlarger the models that enlarge then
/// @param scales by which it can enlarge, its own choice first; 1 keeps the size
public record Recipe(String name, String description, Cleaning cleaning, Enlarger enlarger, List<Integer> scales) {
    public Recipe {
        scales = List.copyOf(scales);
        if (scales.isEmpty()) {
            throw new IllegalArgumentException("recipe %s has no scale".formatted(name));
        }
    }

    /// The models that run, and the reason for choosing them.
    ///
    /// @param chosen in plain words; absent if the recipe takes what it takes for most sources, or for any
    public record Choice(List<String> models, @Nullable String chosen) {
        public Choice {
            models = List.copyOf(models);
        }
    }

    public int defaultScale() {
        return scales.getFirst();
    }

    public int mostScale() {
        return Collections.max(scales);
    }

    public boolean enlarges(int scale) {
        return scales.contains(scale);
    }

    /// Its scales in words, such as `2 or 4 times`.
    public String scalesText() {
        return scales.equals(List.of(1))
                ? "keeps the size"
                : "enlarges %s times"
                        .formatted(scales.stream().map(String::valueOf).collect(Collectors.joining(" or ")));
    }

    /// Names a result made by it, such as `auto-x2`.
    ///
    /// @param scale one of its own
    public String label(int scale) {
        return scales.size() == 1 ? name : "%s-x%d".formatted(name, scale);
    }

    /// The models from which plan chooses once it has seen the pixels; empty if it need not look at them.
    ///
    /// @param scale as for [#choose]
    /// @param source as for [#choose]: what its head tells need not be looked for
    public List<String> offers(int scale, Compression source) {
        return switch (look()) {
            case NOTHING -> List.of();
            case FACES -> FaceChoice.models(scale);
            case LOSSES -> scale == 1 || showsLosses(source) ? List.of() : LossChoice.models(scale);
            case EVERYTHING -> PictureChoice.models(scale);
        };
    }

    /// What plan looks for in the pixels.
    public Look look() {
        if (equals(Recipes.DEFAULT)) {
            return Look.EVERYTHING;
        }
        return switch (enlarger) {
            case DETAIL -> Look.FACES;
            case SPAN -> cleaning == Cleaning.NEVER ? Look.LOSSES : Look.NOTHING;
            case ANIME, NONE -> Look.NOTHING;
        };
    }

    /// @param scale one of its own, or 1 to leave the size as it is
    public Choice choose(int scale, Compression source) {
        if (!enlarges(scale) && scale != 1) {
            throw new IllegalArgumentException("recipe %s %s, not %d".formatted(name, scalesText(), scale));
        }
        var first = cleaning.model(source);
        var then = scale == 1 && !enlarges(1) ? Optional.<String>empty() : enlarging(scale, source, first.isPresent());
        var models =
                new ArrayList<>(Stream.concat(first.stream(), then.stream()).toList());
        boolean isUsual = then.isEmpty() || then.equals(enlarger.model(scale));
        if (!cleaning.looks() && isUsual && look() != Look.LOSSES) {
            return new Choice(models, null);
        }
        var taken = first.isEmpty()
                ? then.map(only -> only + " alone").orElse("no model")
                : String.join(" before ", models);
        return new Choice(models, "%s%s: %s".formatted(source.text(), cleaning.assumption(source), taken));
    }

    private Optional<String> enlarging(int scale, Compression source, boolean isCleaned) {
        if (isCleaned) {
            boolean shows = cleaning.looks() && Cleaning.quality(source) <= Cleaning.SHOWING;
            return shows ? enlarger.modelOfCleaned(scale) : enlarger.model(scale);
        }
        return showsLosses(source) ? enlarger.modelOfLossy(scale) : enlarger.model(scale);
    }

    private static boolean showsLosses(Compression source) {
        return !(source instanceof Compression.Lossless) && Cleaning.quality(source) <= Cleaning.SHOWING_ALONE;
    }
}
