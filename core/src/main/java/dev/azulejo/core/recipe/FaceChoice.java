package dev.azulejo.core.recipe;

import dev.azulejo.core.look.Kind;
import dev.azulejo.core.look.Picture;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Chooses what enlarges small faces where a recipe draws detail: the model that is true to the source, as one that
/// draws detail draws another face. A pure function of what was foreseen and seen.
///
/// @param foreseen what the recipe runs everywhere else
/// @param picture where small faces are
record FaceChoice(Chain foreseen, Picture picture) {
    /// What may run.
    ///
    /// @param scale 1 where nothing is enlarged
    static List<String> models(int scale) {
        if (scale == 1) {
            return List.of();
        }
        return Stream.of(Enlarger.DETAIL, Enlarger.SPAN)
                .flatMap(its -> its.model(scale).stream())
                .toList();
    }

    Chain decided() {
        double share = picture.kinds().share(Kind.FACE);
        var drawing = foreseen.steps().getLast().model();
        if (share == 0) {
            return foreseen.decided(foreseen.steps(), List.of(), "no small face: %s alone".formatted(drawing));
        }
        var faithful = Enlarger.SPAN
                .model(foreseen.scale())
                .flatMap(foreseen::offered)
                .orElseThrow(() -> new IllegalStateException(
                        "recipe %s did not offer a model for faces".formatted(foreseen.recipe())));
        return foreseen.decided(
                foreseen.steps(),
                List.of(new Alternative(Kind.FACE, List.of(faithful))),
                String.format(
                        Locale.ROOT,
                        "small faces in %.1f %%: %s, and %s where they are",
                        100 * share,
                        drawing,
                        faithful.model()));
    }
}
