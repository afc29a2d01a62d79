package dev.azulejo.core.recipe;

import dev.azulejo.core.look.Picture;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Chooses the model of a recipe that enlarges by one alone: the one that learned from noise and JPEG where the
/// pixels show either. Pure.
///
/// @param foreseen the chain that the head of the file suggests
/// @param picture the facts measured from its pixels
record LossChoice(Chain foreseen, Picture picture) {
    /// The noise that the model which learned from it is taken for. It softens more than FFDNet, so there must be more.
    private static final Losses.Limits NOISE = new Losses.Limits(0.25, 2.25, true);

    /// The models that may run.
    static List<String> models(int scale) {
        return Stream.of(Enlarger.SPAN.model(scale), Enlarger.SPAN.modelOfLossy(scale))
                .flatMap(Optional::stream)
                .toList();
    }

    Chain decided() {
        var seen = new Losses(foreseen, picture, NOISE);
        int scale = foreseen.scale();
        var model = (seen.show() ? Enlarger.SPAN.modelOfLossy(scale) : Enlarger.SPAN.model(scale)).orElseThrow();
        return foreseen.decided(
                List.of(foreseen.offeredOrFail(model)),
                List.of(),
                "%s: %s alone".formatted(String.join(", ", seen.words()), model));
    }
}
