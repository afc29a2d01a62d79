package dev.azulejo.core.recipe;

import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.kind.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Chooses the models for small faces if a recipe draws detail: one that is true to the source, as a model
/// that draws detail draws another face. Pure.
///
/// @param foreseen the chain that the recipe runs everywhere else
/// @param picture the places of small faces
record FaceChoice(Chain foreseen, Picture picture) {
    /// The models that may run.
    ///
    /// @param scale 1 if nothing is enlarged
    static List<String> models(int scale) {
        if (scale == 1) {
            return List.of();
        }
        return Stream.of(Enlarger.DETAIL, Enlarger.SPAN)
                .flatMap(enlarger -> enlarger.model(scale).stream())
                .toList();
    }

    Chain decided() {
        double share = picture.kinds().share(Kind.FACE);
        var drawing = foreseen.steps().getLast().model();
        if (share == 0) {
            return foreseen.decided(foreseen.steps(), List.of(), "no small face: %s alone".formatted(drawing));
        }
        var faithful =
                foreseen.offeredOrFail(Enlarger.SPAN.model(foreseen.scale()).orElseThrow());
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
