package dev.azulejo.core.recipe;

import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.kind.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says in plain words what was seen in a picture, and what `auto` does about it.
///
/// @param losses what the source lost, in words
/// @param picture the facts measured from its pixels
/// @param kinds of its parts that are enlarged each in its own way
/// @param scale of the models
record ChoiceWords(List<String> losses, Picture picture, Set<Kind> kinds, int scale) {
    /// @param models in the order in which they run; empty if everything is interpolated
    String why(List<String> models) {
        var parts = others().map(kind ->
                String.format(Locale.ROOT, "%.0f %% %s", 100 * picture.kinds().share(kind), words(kind)));
        return Stream.concat(losses.stream(), parts).collect(Collectors.joining(", ")) + ": " + taken(models);
    }

    private Stream<Kind> others() {
        return kinds.stream().filter(kind -> kind != Kind.PHOTOGRAPH);
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case PHOTOGRAPH -> "photograph";
            case FACE -> "small faces";
            case DRAWING -> "drawing or text";
            case PATTERN -> "a pattern of single pixels, such as dithering, fine stripes or rings";
            case ALIASED -> "with detail too fine for its pixels";
        };
    }

    private String taken(List<String> models) {
        if (models.isEmpty()) {
            return kinds.isEmpty() ? "no model" : "interpolated, no model";
        }
        boolean isMixed = kinds.contains(Kind.DRAWING);
        var chain = models.size() > 1 || isMixed ? String.join(" before ", models) : models.getFirst() + " alone";
        return chain + others().map(this::instead).collect(Collectors.joining());
    }

    private String instead(Kind kind) {
        return switch (kind) {
            case DRAWING ->
                ", mixed with %s where it is drawn"
                        .formatted(Enlarger.ANIME.model(scale).orElseThrow());
            case ALIASED -> ", a third interpolated where detail is too fine";
            case PHOTOGRAPH, FACE, PATTERN -> ", interpolated where it is a pattern";
        };
    }
}
