package dev.azulejo.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.look.kind.SampleKinds;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureChoiceTest {
    private static final Size IMAGE = new Size(64, 16);

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # header | noise | traced | models                                  | strength
            -   | -    | -  | span-x2                                 | -
            -   | 0    | -  | span-x2                                 | -
            -   | 1.74 | -  | span-x2                                 | -
            -   | 1.75 | -  | ffdnet, span-x2                         | 1.8
            -   | 8.04 | -  | ffdnet, span-x2                         | 8
            -   | 70   | -  | ffdnet, span-x2                         | 50
            -   | 0    | 95 | cunet-denoise0, span-x2                 | -
            -   | 0    | 94 | cunet-denoise0, azulejo-restore-x2      | -
            -   | 0    | 76 | cunet-denoise1, azulejo-restore-x2                 | -
            -   | 0    | 30 | cunet-denoise2, azulejo-restore-x2                 | -
            95  | 2.4  | -  | cunet-denoise0, span-x2                 | -
            95  | 6    | -  | ffdnet, cunet-denoise0, span-x2 | 6
            -   | 6    | 90 | ffdnet, cunet-denoise0, azulejo-restore-x2 | 6
            75  | 2.9  | 75 | cunet-denoise1, azulejo-restore-x2                 | -
            75  | 7.9  | 75 | ffdnet, cunet-denoise1, azulejo-restore-x2 | 6.3
            75  | 10   | 75 | ffdnet, cunet-denoise1, azulejo-photo-x2 | 8
            89  | 10   | 89 | ffdnet, cunet-denoise0, azulejo-photo-x2 | 10
            90  | 10   | 90 | ffdnet, cunet-denoise0, azulejo-restore-x2 | 10
            75  | 10   | -  | ffdnet, cunet-denoise1, azulejo-restore-x2 | 8
            30  | 10   | 30 | cunet-denoise2, azulejo-restore-x2        | -
            95  | 0    | 60 | cunet-denoise1, azulejo-restore-x2                 | -
            75  | 0    | 95 | cunet-denoise1, azulejo-restore-x2                 | -
            90  | 0    | 80 | cunet-denoise0, azulejo-restore-x2                 | -
            90  | 0    | 79 | cunet-denoise1, azulejo-restore-x2                 | -
            """)
    void noiseGoesFirstThenTheStrongerOfWhatHeaderAndPixelsTellOfJpeg(
            @Nullable Integer header,
            @Nullable Double noise,
            @Nullable Integer traced,
            String models,
            @Nullable Double strength) {
        var decided = new PictureChoice(foreseen(2, header), picture(noise, traced, "PPPP")).decided();
        assertThat(decided.steps()).extracting(Step::model).containsExactly(models.split(", "));
        assertThat(decided.alternatives()).isNull();
        var told = decided.steps().getFirst();
        assertThat(told.strength()).isEqualTo(strength);
        assertThat(told.denoise()).isEqualTo(strength == null ? null : 95);
    }

    /// What noise there is among much detail is left there; the same in a sky goes.
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # noise, its share of the finest structure, header, removed
            0.75, 0.15, -,  0.8
            0.74, 1,    -,  -
            1.74, 0.15, -,  1.7
            1.74, 0.14, -,  -
            1.75, 0,    -,  1.8
            2.4,  0.9,  93, -
            """)
    void weakNoiseGoesWhereThereIsLittleElse(
            double noise, double share, @Nullable Integer header, @Nullable Double removed) {
        var seen = new Picture(noise, Map.of(), share, null, null, null, SampleKinds.of(IMAGE, 16, "PPPP"));
        var decided = new PictureChoice(foreseen(2, header), seen).decided();
        assertThat(decided.steps().getFirst().strength()).isEqualTo(removed);
    }

    /// The model against JPEG that comes first removes it too, and costs less detail.
    @Test
    void noiseThatAFineJpegRoundedAwayIsLeftToTheModelAgainstJpeg() {
        var seen = new Picture(0.0, Map.of("beforeJpeg", 3.5), null, 95, null, null, SampleKinds.of(IMAGE, 16, "PPPP"));
        assertThat(new PictureChoice(foreseen(2, 95), seen).decided().steps())
                .containsExactly(step("cunet-denoise0"), step("span-x2"));
    }

    /// A loss of 25 is what the head of a file that says nothing makes of it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # header | traced | told
            -  | 90 | 10
            -  | 60 | 40
            90 | -  | 10
            90 | 85 | 10
            90 | 70 | 30
            60 | 79 | 40
            """)
    void aModelThatAsksIsToldOfTheWorseOfWhatHeaderAndPixelsTell(
            @Nullable Integer header, @Nullable Integer traced, double told) {
        var plain = foreseen(2, header);
        double loss = Cleaning.loss(header == null ? 75 : header);
        var offers = PictureChoice.models(2).stream()
                .map(model ->
                        new Offer(model, model.startsWith("cunet") ? step(model).withStrength(loss) : step(model)))
                .toList();
        var steps = plain.steps().stream()
                .map(step -> step.model().startsWith("cunet") ? step.withStrength(loss) : step)
                .toList();
        var foreseen = new Chain("auto", steps, 2, plain.chosen(), offers, null);
        var decided = new PictureChoice(foreseen, picture(0.0, traced, "PPPP")).decided();
        assertThat(decided.steps().getFirst().strength()).isEqualTo(told);
    }

    @Test
    void aDrawingIsMixedOfTwoModels() {
        var decided = new PictureChoice(foreseen(4, null), picture(0.0, null, "DDDD")).decided();
        assertThat(decided.steps()).extracting(Step::model).containsExactly("span-x4");
        assertThat(decided.alternatives())
                .containsExactly(new Alternative(Kind.DRAWING, List.of(step("span-x4"), step("animevideo-x4"))));
        assertThat(decided.chosen())
                .isEqualTo("PNG, lossless, 100 % drawing or text: span-x4, mixed with animevideo-x4 where it is drawn");
    }

    @Test
    void eachKindHasItsModels() {
        var decided = new PictureChoice(foreseen(2, 75), picture(5.0, 75, "PDXX")).decided();
        assertThat(decided.steps())
                .extracting(Step::model)
                .containsExactly("ffdnet", "cunet-denoise1", "azulejo-restore-x2");
        assertThat(decided.alternative(Kind.PHOTOGRAPH)).isEmpty();
        assertThat(decided.alternative(Kind.DRAWING)).isPresent();
        assertThat(decided.alternative(Kind.PATTERN)).contains(new Alternative(Kind.PATTERN, List.of()));
        assertThat(decided.allSteps().map(Step::model).distinct())
                .containsExactly("ffdnet", "cunet-denoise1", "azulejo-restore-x2", "span-x2", "animevideo-x2");
        assertThat(decided.chosen())
                .isEqualTo(
                        "JPEG of quality about 75, noise of 5.0 levels, 25 % drawing or text, 50 % a pattern of single"
                                + " pixels, such as dithering, fine stripes or rings: ffdnet before cunet-denoise1 before azulejo-restore-x2,"
                                + " mixed with animevideo-x2 where it is drawn, interpolated where it is a pattern");
    }

    @Test
    void whereDetailIsTooFineAThirdIsInterpolated() {
        var decided = new PictureChoice(foreseen(2, null), picture(0.0, null, "AAAA")).decided();
        assertThat(decided.steps()).extracting(Step::model).containsExactly("span-x2");
        assertThat(decided.alternatives()).containsExactly(new Alternative(Kind.PATTERN, List.of()));
        assertThat(decided.chosen())
                .isEqualTo("PNG, lossless, 100 % with detail too fine for its pixels: span-x2 alone,"
                        + " a third interpolated where detail is too fine");
    }

    @Test
    void aPatternIsInterpolatedByNoModel() {
        var decided = new PictureChoice(foreseen(2, null), picture(30.0, null, "XXXX")).decided();
        assertThat(decided.interpolates()).isTrue();
        assertThat(decided.scale()).isEqualTo(2);
        assertThat(decided.chosen()).endsWith("fine stripes or rings: interpolated, no model");
    }

    @Test
    void aPngThatWasAJpegSaysSo() {
        var decided = new PictureChoice(foreseen(2, null), picture(0.0, 76, "PPPP")).decided();
        assertThat(decided.chosen())
                .isEqualTo("PNG, lossless, once a JPEG of quality about 76: cunet-denoise1 before azulejo-restore-x2");
    }

    @Test
    void withoutEnlargingItIsOnlyCleaned() {
        var decided = new PictureChoice(foreseen(1, 75), picture(5.0, null, "PDXX")).decided();
        assertThat(decided.steps()).extracting(Step::model).containsExactly("ffdnet", "cunet-denoise1");
        assertThat(decided.alternatives()).isNull();
        var nothing = new PictureChoice(foreseen(1, null), picture(0.0, null, "DDDD")).decided();
        assertThat(nothing.steps()).isEmpty();
        assertThat(nothing.chosen()).isEqualTo("PNG, lossless: no model");
    }

    @Test
    void whereNoNoiseIsToBeRemovedItsModelIsNotOnOffer() {
        var foreseen = foreseen(2, null);
        var offers = PictureChoice.models(2).stream()
                .filter(model -> !model.equals("ffdnet"))
                .map(model -> new Offer(model, step(model)))
                .toList();
        var without = new Chain("auto", foreseen.steps(), 2, foreseen.chosen(), offers, null);
        var decided = new PictureChoice(without, picture(20.0, null, "PPPP")).decided();
        assertThat(decided.steps()).extracting(Step::model).containsExactly("span-x2");
    }

    @Test
    void aModelThatWasPromotedRunsInThePlaceOfTheOneThatIsNamed() {
        var offers = PictureChoice.models(2).stream()
                .map(model -> new Offer(model, step("our-" + model)))
                .toList();
        var foreseen = new Chain("auto", List.of(step("our-span-x2")), 2, "PNG, lossless: span-x2 alone", offers, null);
        var decided = new PictureChoice(foreseen, picture(8.0, 76, "PDPP")).decided();
        assertThat(decided.allSteps().map(Step::model).distinct())
                .containsExactly(
                        "our-ffdnet", "our-cunet-denoise1", "our-azulejo-photo-x2", "our-span-x2", "our-animevideo-x2");
    }

    /// Jobs that an earlier version took in go on with the models that they know.
    @Test
    void aJobThatWasOfferedLessEndsWithSpan() {
        var offers = PictureChoice.models(2).stream()
                .filter(model -> !model.startsWith("azulejo"))
                .map(model -> new Offer(model, step(model)))
                .toList();
        var foreseen = new Chain("auto", List.of(step("cunet-denoise1"), step("span-x2")), 2, "x: y", offers, null);
        for (var traced : new Integer[] {null, 60}) {
            var decided = new PictureChoice(foreseen, picture(0.0, traced, "PPPP")).decided();
            assertThat(decided.steps()).extracting(Step::model).containsExactly("cunet-denoise1", "span-x2");
        }
        var noisy = new PictureChoice(foreseen, picture(10.0, 60, "PPPP")).decided();
        assertThat(noisy.steps()).extracting(Step::model).containsExactly("ffdnet", "cunet-denoise1", "span-x2");
    }

    @Test
    void aModelThatWasNotOfferedIsABug() {
        var foreseen = new Chain(
                "auto", List.of(step("span-x2")), 2, "x: y", List.of(new Offer("span-x2", step("span-x2"))), null);
        assertThatThrownBy(() -> new PictureChoice(foreseen, picture(0.0, 76, "PPPP")).decided())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("recipe auto did not offer the model cunet-denoise0");
    }

    @Test
    void whatWasChosenOffersNoMore() {
        assertThat(new PictureChoice(foreseen(2, null), picture(0.0, null, "PPPP"))
                        .decided()
                        .looks())
                .isFalse();
    }

    static Chain foreseen(int scale, @Nullable Integer quality) {
        var source = quality == null ? new Compression.Lossless("PNG") : Compression.jpeg(quality);
        var choice = Recipes.DEFAULT.choose(scale, source);
        return new Chain(
                "auto",
                choice.models().stream().map(PictureChoiceTest::step).toList(),
                scale,
                choice.chosen(),
                Recipes.DEFAULT.offers(scale, source).stream()
                        .map(model -> new Offer(model, step(model)))
                        .toList(),
                null);
    }

    static Step step(String model) {
        return new Step(model, "5e".repeat(32), null, model.endsWith("ffdnet") ? 95 : null, null);
    }

    private static Picture picture(@Nullable Double noise, @Nullable Integer jpeg, String kinds) {
        KindMap map = SampleKinds.of(IMAGE, 16, kinds);
        return new Picture(noise, Map.of(), null, jpeg, null, null, map);
    }
}
