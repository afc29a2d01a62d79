package dev.azulejo.core.recipe;

import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.jpeg.JpegQuality;
import dev.azulejo.core.look.kind.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Chooses the models of `auto` once the pixels have been seen: removes the measured noise, then JPEG
/// artefacts, or the halos of sharpening, then enlarges each part of the picture by the models for its kind. Pure.
///
/// The limits and factors are from `benchmarks/damaged.sh`: mean gains on photographs with noise of 0 to 12
/// levels and JPEG of quality 60 to 100.
///
/// @param foreseen the chain that the head of the file suggests
/// @param picture the facts measured from its pixels
public record PictureChoice(Chain foreseen, Picture picture) {
    /// The models against JPEG artefacts, the milder first, each with the noise, in levels of 255, from
    /// which noise is removed before it, and the share of it to remove. JPEG has absorbed some of the
    /// noise, which these models remove, too.
    private enum Artefacts {
        NONE(Optional.empty(), 0, 1),
        MILD(Optional.of(Cleaning.MILD_MODEL), 2.5, 1),
        MIDDLE(Optional.of(Cleaning.MIDDLE_MODEL), 3, 0.8),
        STRONG(Optional.of(Cleaning.STRONG_MODEL), Double.POSITIVE_INFINITY, 0);

        private final Optional<String> model;
        private final double leastNoise;
        private final double part;

        Artefacts(Optional<String> model, double leastNoise, double part) {
            this.model = model;
            this.leastNoise = leastNoise;
            this.part = part;
        }

        static Artefacts of(String model) {
            return Arrays.stream(values())
                    .filter(artefacts -> artefacts.model.equals(Optional.of(model)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// The noise that FFDNet removes. What a fine JPEG has rounded away, the models against JPEG remove.
    private static final Losses.Limits NOISE = new Losses.Limits(0.15, 1.75, false);

    /// The quality from which the head of a file is relied on: pixels are that exact only below it.
    private static final int SURELY_COARSER = 80;

    /// The noise, in levels of 255, of which a JPEG below 90 leaves so much behind the cleaners that the model which
    /// learned from both gains more than the milder one.
    private static final double MUCH_NOISE = 8;

    /// The quality of JPEG from which overshoot is of sharpening, and not of the JPEG itself.
    private static final int LEAST_SHARPENED = 88;

    /// The most noise that models know, in levels of 255.
    private static final double MOST_NOISE = 50;

    /// All models that may be chosen.
    ///
    /// @param scale 1 if nothing is enlarged
    static List<String> models(int scale) {
        var cleaning = Stream.concat(
                Stream.of(Cleaning.NOISE_MODEL, Cleaning.SHARPENED_MODEL),
                Arrays.stream(Artefacts.values()).flatMap(artefacts -> artefacts.model.stream()));
        var enlarging = scale == 1
                ? Stream.<String>empty()
                : Stream.of(
                                Enlarger.SPAN.model(scale),
                                Enlarger.SPAN.modelOfLossy(scale),
                                Enlarger.SPAN.modelOfCleaned(scale),
                                Enlarger.ANIME.model(scale))
                        .flatMap(Optional::stream);
        return Stream.concat(cleaning, enlarging).toList();
    }

    /// The chain of any recipe that looks at the pixels.
    public Chain decided() {
        return switch (Recipes.named(foreseen.recipe()).map(Recipe::look).orElse(Look.EVERYTHING)) {
            case FACES -> new FaceChoice(foreseen, picture).decided();
            case LOSSES -> new LossChoice(foreseen, picture).decided();
            case NOTHING, EVERYTHING -> chosen();
        };
    }

    private Chain chosen() {
        return isSharpened() ? withoutHalos() : cleaned();
    }

    /// Whether halos are taken back before all is enlarged, unless they may be a JPEG's own. Where
    /// nothing is enlarged they stay: they are what somebody wanted.
    private boolean isSharpened() {
        var quality = picture.jpegQuality();
        return foreseen.scale() > 1
                && losses().isSharpened()
                && (quality == null || quality >= LEAST_SHARPENED)
                && Stream.of(Cleaning.SHARPENED_MODEL, lossy())
                        .allMatch(model -> foreseen.offered(model).isPresent());
    }

    /// The model that learned from damage enlarges what is left of halos best, also without a model against JPEG
    /// before.
    private Chain withoutHalos() {
        var names = List.of(Cleaning.SHARPENED_MODEL, lossy());
        return foreseen.decided(
                names.stream().map(this::offered).toList(),
                List.of(),
                words(Set.of()).why(names));
    }

    private Chain cleaned() {
        var artefacts = artefacts();
        var names = new ArrayList<String>();
        var steps = new ArrayList<Step>();
        double noise = noiseToRemove();
        foreseen.offered(Cleaning.NOISE_MODEL).filter(_ -> noise > 0).ifPresent(step -> {
            names.add(Cleaning.NOISE_MODEL);
            steps.add(step.withStrength(rounded(noise)));
        });
        artefacts.model.ifPresent(model -> {
            names.add(model);
            steps.add(toldOfJpeg(offered(model)));
        });
        return foreseen.scale() == 1
                ? foreseen.decided(steps, List.of(), words(Set.of()).why(names))
                : enlarged(names, steps);
    }

    private Chain enlarged(List<String> names, List<Step> steps) {
        var kinds = kinds();
        if (kinds.equals(EnumSet.of(Kind.PATTERN))) {
            return foreseen.interpolated(words(kinds).why(List.of()));
        }
        var photographs = forPhotographs();
        names.add(photographs);
        steps.add(offered(photographs));
        var alternatives = Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.PHOTOGRAPH && kinds.stream().anyMatch(of -> of.share(kind) > 0))
                .map(kind -> new Alternative(
                        kind, models(kind).stream().map(this::offered).toList()))
                .toList();
        return foreseen.decided(steps, alternatives, words(kinds).why(names));
    }

    /// The artefacts that the head of the file implies, or the pixels if they show more.
    private Artefacts artefacts() {
        var told = toldByHead();
        var quality = picture.jpegQuality();
        if (quality == null || (told != Artefacts.NONE && quality >= SURELY_COARSER)) {
            return told;
        }
        var seen = Artefacts.of(Cleaning.againstJpeg(quality));
        return told.compareTo(seen) > 0 ? told : seen;
    }

    private Artefacts toldByHead() {
        return Arrays.stream(Artefacts.values())
                .filter(artefacts -> artefacts
                        .model
                        .map(this::offered)
                        .filter(foreseen.steps()::contains)
                        .isPresent())
                .findFirst()
                .orElse(Artefacts.NONE);
    }

    /// The step, told of the loss that the pixels show, if it is told of any and the head of the file tells of less.
    private Step toldOfJpeg(Step step) {
        var told = step.strength();
        var quality = picture.jpegQuality();
        if (told == null || quality == null) {
            return step;
        }
        double seen = Cleaning.loss(quality);
        if (toldByHead() == Artefacts.NONE) {
            return step.withStrength(seen);
        }
        return quality >= SURELY_COARSER ? step : step.withStrength(Math.max(told, seen));
    }

    private Set<Kind> kinds() {
        return Arrays.stream(Kind.values())
                .filter(kind -> picture.kinds().share(kind) > 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
    }

    /// The models that enlarge parts of a kind: several are mixed, and none means that interpolation is
    /// best.
    private List<String> models(Kind kind) {
        return switch (kind) {
            case PHOTOGRAPH, FACE, ALIASED -> List.of(forPhotographs());
            case DRAWING -> List.of(model(Enlarger.SPAN), model(Enlarger.ANIME));
            case PATTERN -> List.of();
        };
    }

    /// The noise that goes before all else, in levels of 255.
    private double noiseToRemove() {
        var artefacts = artefacts();
        return noise() < artefacts.leastNoise || !losses().noiseShows()
                ? 0
                : Math.min(MOST_NOISE, artefacts.part * noise());
    }

    private double noise() {
        return losses().noise();
    }

    private Losses losses() {
        return new Losses(foreseen, picture, NOISE);
    }

    /// The model for what is a photograph. What may be noise and may be fine texture is left to the model that learned
    /// from both: SPAN makes strokes of either, and FFDNet would take the texture away.
    private String forPhotographs() {
        var lossy = lossy();
        if (artefacts() == Artefacts.NONE) {
            boolean isGentle = noiseToRemove() == 0
                    && losses().isDoubtful()
                    && foreseen.offered(lossy).isPresent();
            return isGentle ? lossy : model(Enlarger.SPAN);
        }
        if ((leavesMuch() || mayBeMuch()) && foreseen.offered(lossy).isPresent()) {
            return lossy;
        }
        var cleaned = Enlarger.SPAN.modelOfCleaned(foreseen.scale()).orElseThrow();
        return shows(cleaned) ? cleaned : model(Enlarger.SPAN);
    }

    /// The model that learned from noise and JPEG.
    private String lossy() {
        return Enlarger.SPAN.modelOfLossy(foreseen.scale()).orElseThrow();
    }

    private boolean leavesMuch() {
        var quality = picture.jpegQuality();
        return quality != null && quality < JpegQuality.LEAVES_NOISE && noiseToRemove() > 0 && noise() >= MUCH_NOISE;
    }

    /// Whether there may be so much noise that the model which learned from noise has to see it.
    private boolean mayBeMuch() {
        return losses().isDoubtful() && picture.doubtfulNoise() >= MUCH_NOISE;
    }

    /// Whether what JPEG left shows once it is enlarged, by the pixels where they count, and else by the head of the
    /// file.
    private boolean shows(String cleaned) {
        var step = foreseen.offered(cleaned); // not to a job that an earlier version took in
        var quality = picture.jpegQuality();
        if (quality != null && (toldByHead() == Artefacts.NONE || quality < SURELY_COARSER)) {
            return step.isPresent() && quality <= Cleaning.SHOWING;
        }
        return step.filter(foreseen.steps()::contains).isPresent();
    }

    private String model(Enlarger enlarger) {
        return enlarger.model(foreseen.scale()).orElseThrow();
    }

    private ChoiceWords words(Set<Kind> kinds) {
        return new ChoiceWords(losses().words(), picture, kinds, foreseen.scale());
    }

    private Step offered(String model) {
        return foreseen.offeredOrFail(model);
    }

    /// Rounds noise to a tenth of a level, which people can read and say.
    private static double rounded(double noise) {
        return Math.round(10 * noise) / 10.0;
    }
}
