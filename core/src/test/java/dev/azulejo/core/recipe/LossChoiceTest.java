package dev.azulejo.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.kind.SampleKinds;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where one model alone enlarges, noise and what JPEG left choose it.
class LossChoiceTest {
    private static final Recipe PHOTO = Recipes.named("photo-x4").orElseThrow();
    private static final Compression PNG = new Compression.Lossless("PNG");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # header | noise | share | before a JPEG | traced | model | why
            -   | -    | -    | -    | -  | span-x4          | PNG, lossless: span-x4 alone
            -   | 2.24 | -    | -    | -  | span-x4          | PNG, lossless: span-x4 alone
            -   | 2.24 | 0.24 | -    | -  | span-x4          | PNG, lossless: span-x4 alone
            -   | 0.74 | 0.9  | -    | -  | span-x4          | PNG, lossless: span-x4 alone
            -   | 0.75 | 0.25 | -    | -  | azulejo-photo-x4 | PNG, lossless, noise of 0.8 levels: azulejo-photo-x4 alone
            -   | 2.25 | 0    | -    | -  | azulejo-photo-x4 | PNG, lossless, noise of 2.3 levels: azulejo-photo-x4 alone
            -   | 0    | -    | -    | 96 | span-x4          | PNG, lossless, once a JPEG of quality about 96: span-x4 alone
            -   | 0    | -    | -    | 95 | azulejo-photo-x4 | PNG, lossless, once a JPEG of quality about 95: azulejo-photo-x4 alone
            97  | 0    | -    | -    | -  | span-x4          | JPEG of quality about 97: span-x4 alone
            97  | 4    | -    | -    | -  | azulejo-photo-x4 | JPEG of quality about 97, noise of 4.0 levels: azulejo-photo-x4 alone
            97  | 0    | -    | 2.24 | -  | span-x4          | JPEG of quality about 97: span-x4 alone
            97  | 0    | -    | 2.25 | -  | azulejo-photo-x4 | JPEG of quality about 97, noise of 2.3 levels: azulejo-photo-x4 alone
            97  | 3    | -    | 2.25 | -  | azulejo-photo-x4 | JPEG of quality about 97, noise of 3.0 levels: azulejo-photo-x4 alone
            97  | 0    | -    | -    | 60 | azulejo-photo-x4 | JPEG of quality about 97: azulejo-photo-x4 alone
            """)
    void whatShowsIsEnlargedByWhatLearnedFromIt(
            @Nullable Integer header,
            @Nullable Double noise,
            @Nullable Double share,
            @Nullable Double beforeJpeg,
            @Nullable Integer traced,
            String model,
            String why) {
        var foreseen = foreseen(header == null ? PNG : Compression.jpeg(header));
        var by = beforeJpeg == null ? Map.<String, Double>of() : Map.of("beforeJpeg", beforeJpeg);
        var seen = new Picture(noise, by, share, traced, null, null, SampleKinds.of(new Size(64, 16), 16, "PDXF"));
        var decided = new PictureChoice(foreseen, seen).decided();
        assertThat(decided.steps()).containsExactly(step(model));
        assertThat(decided.alternatives()).isNull();
        assertThat(decided.chosen()).isEqualTo(why);
        assertThat(decided.looks()).isFalse();
    }

    @Test
    void whatTheHeadOfAFileTellsIsNotLookedFor() {
        assertThat(PHOTO.offers(4, PNG)).containsExactly("span-x4", "azulejo-photo-x4");
        assertThat(PHOTO.offers(4, Compression.jpeg(96))).hasSize(2);
        assertThat(PHOTO.offers(4, Compression.jpeg(95))).isEmpty();
        assertThat(PHOTO.offers(4, new Compression.Jpeg(OptionalInt.empty()))).isEmpty();
        assertThat(PHOTO.offers(4, new Compression.Lossy("WebP"))).isEmpty();
        assertThat(PHOTO.offers(1, PNG)).isEmpty();
    }

    @Test
    void onlyWhatEnlargesPhotographsByOneModelLooksForLosses() {
        assertThat(Recipes.all().stream()
                        .filter(recipe -> recipe.look() == Look.LOSSES)
                        .map(Recipe::name))
                .containsExactly("photo-x2", "photo-x4");
    }

    private static Chain foreseen(Compression source) {
        var choice = PHOTO.choose(4, source);
        var steps = choice.models().stream().map(LossChoiceTest::step).toList();
        var offers = PHOTO.offers(4, source).stream()
                .map(model -> new Offer(model, step(model)))
                .toList();
        return new Chain("photo-x4", steps, 4, choice.chosen(), offers, null);
    }

    private static Step step(String model) {
        return new Step(model, "5e".repeat(32));
    }
}
