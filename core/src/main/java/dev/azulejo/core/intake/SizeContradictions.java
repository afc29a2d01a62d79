package dev.azulejo.core.intake;

import dev.azulejo.core.intake.Options.Given;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.resize.Fit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds options of size that are right by themselves and do not go together. Pure.
///
/// @param given what was said of an option; null for nothing
/// @param factorIsSize whether a scale was said that the models do not have, and so is the size of the result
record SizeContradictions(Function<String, @Nullable Given> given, boolean factorIsSize) {
    /// What cannot be said beside each: both would say how large the result becomes.
    private static final Map<String, List<String>> RIVALS = Map.of(
            OptionRules.PRINT,
            List.of(
                    OptionRules.WIDTH,
                    OptionRules.HEIGHT,
                    OptionRules.PERCENT,
                    OptionRules.AT_LEAST,
                    OptionRules.CANVAS),
            OptionRules.PERCENT,
            List.of(OptionRules.WIDTH, OptionRules.HEIGHT, OptionRules.AT_LEAST),
            OptionRules.AT_LEAST,
            List.of(OptionRules.WIDTH, OptionRules.HEIGHT));

    /// A line each.
    Stream<String> all() {
        var rivals = RIVALS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> entry.getValue().stream().flatMap(rival -> rivals(entry.getKey(), rival).stream()));
        var ofFactor = OptionRules.SIZES.stream()
                .filter(_ -> factorIsSize)
                .flatMap(size -> rivals(OptionRules.SCALE, size).stream());
        return Stream.of(
                        ofFactor,
                        rivals,
                        canvasOfBox().stream(),
                        fitWithoutBox().stream(),
                        backgroundWithoutRoom().stream(),
                        resizeWithoutSize().stream())
                .flatMap(Function.identity());
    }

    private Optional<String> rivals(String name, String rival) {
        return said(name)
                .flatMap(one -> said(rival)
                        .map(other -> "%s%s is %s and %s is %s: both say how large the result becomes; leave one out"
                                .formatted(one.place(), one.field(), one.text(), other.field(), other.text())));
    }

    private Optional<String> canvasOfBox() {
        return said(OptionRules.CANVAS)
                .filter(_ -> isSaid(OptionRules.WIDTH) && isSaid(OptionRules.HEIGHT))
                .map(canvas -> "%s%s is %s, but width and height are a box already; leave one of the three out"
                        .formatted(canvas.place(), canvas.field(), canvas.text()));
    }

    private Optional<String> fitWithoutBox() {
        boolean isBox = isSaid(OptionRules.WIDTH) && isSaid(OptionRules.HEIGHT);
        return said(OptionRules.FIT)
                .filter(_ -> !isBox && !isSaid(OptionRules.PRINT))
                .map(fit -> "%s%s is %s, which needs a box: give width and height, or print"
                        .formatted(fit.place(), fit.field(), fit.text()));
    }

    private Optional<String> backgroundWithoutRoom() {
        boolean isRoom = isSaid(OptionRules.CANVAS)
                || isSaid(OptionRules.PRINT)
                || said(OptionRules.FIT)
                        .filter(fit -> fit.text().equals(Fit.CONTAIN.text()))
                        .isPresent();
        return said(OptionRules.BACKGROUND)
                .filter(_ -> !isRoom)
                .map(background -> "%s%s is %s, but no result has room for it; give canvas, print or fit contain"
                        .formatted(background.place(), background.field(), background.text()));
    }

    private Optional<String> resizeWithoutSize() {
        return said(OptionRules.RECIPE)
                .filter(recipe -> recipe.text().equals(Recipes.RESIZE.name()))
                .filter(_ -> !factorIsSize && OptionRules.SIZES.stream().noneMatch(this::isSaid))
                .map(recipe ->
                        "%s%s is %s, which needs a size; give scale, width, height, percent, at-least, canvas or print"
                                .formatted(recipe.place(), recipe.field(), recipe.text()));
    }

    private boolean isSaid(String name) {
        return given.apply(name) != null;
    }

    private Optional<Given> said(String name) {
        return Optional.ofNullable(given.apply(name));
    }
}
