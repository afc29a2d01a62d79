package dev.azulejo.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.model.SampleModels;
import dev.azulejo.core.pixels.ImageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RecipesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            auto       | 2 | 100 | cunet-denoise0, span-x2 | JPEG of quality about 100: cunet-denoise0 before span-x2
            auto       | 4 | 85  | cunet-denoise0, azulejo-restore-x4 | JPEG of quality about 85: cunet-denoise0 before azulejo-restore-x4
            auto       | 2 | 84  | cunet-denoise1, azulejo-restore-x2 | JPEG of quality about 84: cunet-denoise1 before azulejo-restore-x2
            auto       | 2 | 50  | cunet-denoise1, azulejo-restore-x2 | JPEG of quality about 50: cunet-denoise1 before azulejo-restore-x2
            auto       | 2 | 49  | cunet-denoise2, azulejo-restore-x2 | JPEG of quality about 49: cunet-denoise2 before azulejo-restore-x2
            auto       | 2 | 1   | cunet-denoise2, azulejo-restore-x2 | JPEG of quality about 1: cunet-denoise2 before azulejo-restore-x2
            restore-x2 | 2 | 90  | cunet-denoise0, azulejo-restore-x2 | JPEG of quality about 90: cunet-denoise0 before azulejo-restore-x2
            restore-x4 | 4 | 40  | cunet-denoise2, azulejo-restore-x4 | JPEG of quality about 40: cunet-denoise2 before azulejo-restore-x4
            dejpeg     | 1 | 72  | cunet-denoise1          | JPEG of quality about 72: cunet-denoise1
            """)
    void aJpegIsCleanedAsItsQualityAsks(String recipe, int scale, int quality, String models, String chosen) {
        var choice = named(recipe).choose(scale, Compression.jpeg(quality));
        assertThat(choice).isEqualTo(new Recipe.Choice(List.of(models.split(", ")), chosen));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            auto       | 2 | span-x2                 | PNG, lossless: span-x2 alone
            restore-x4 | 4 | cunet-denoise1, azulejo-restore-x4 | PNG, lossless, taken as JPEG of quality 50 to 84: cunet-denoise1 before azulejo-restore-x4
            dejpeg     | 1 | cunet-denoise1          | PNG, lossless, taken as JPEG of quality 50 to 84: cunet-denoise1
            """)
    void aLosslessSourceIsCleanedOnlyWhereThatIsTheWholeRecipe(String recipe, int scale, String models, String chosen) {
        var choice = named(recipe).choose(scale, Compression.of(ImageFormat.PNG));
        assertThat(choice).isEqualTo(new Recipe.Choice(List.of(models.split(", ")), chosen));
    }

    @Test
    void whatWasLostAndDoesNotSayHowMuchIsNamedAsItIsTaken() {
        var auto = Recipes.DEFAULT;
        assertThat(auto.choose(2, new Compression.Lossy("WebP")).chosen())
                .isEqualTo(
                        "lossy WebP, taken as JPEG of quality 85 and more: cunet-denoise0 before azulejo-restore-x2");
        assertThat(auto.choose(2, new Compression.Jpeg(OptionalInt.empty())).chosen())
                .isEqualTo("JPEG of unknown quality, taken as 50 to 84: cunet-denoise1 before azulejo-restore-x2");
        assertThat(auto.choose(2, Compression.UNKNOWN).models()).containsExactly("span-x2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            photo-x2 | 2 | 30 | azulejo-photo-x2 | JPEG of quality about 30: azulejo-photo-x2 alone
            photo-x4 | 4 | 95 | azulejo-photo-x4 | JPEG of quality about 95: azulejo-photo-x4 alone
            photo-x2 | 2 | 96 | span-x2          | JPEG of quality about 96: span-x2 alone
            photo-x4 | 4 | 96 | span-x4          | JPEG of quality about 96: span-x4 alone
            """)
    void aPhotographThatLostSomethingIsEnlargedByAModelThatLearnedFromSuch(
            String recipe, int scale, int quality, String model, String chosen) {
        assertThat(named(recipe).choose(scale, Compression.jpeg(quality)))
                .isEqualTo(new Recipe.Choice(List.of(model), chosen));
    }

    @Test
    void aPhotographThatLostNothingIsEnlargedBySpan() {
        var photo = named("photo-x2");
        assertThat(photo.choose(2, Compression.of(ImageFormat.PNG)))
                .isEqualTo(new Recipe.Choice(List.of("span-x2"), "PNG, lossless: span-x2 alone"));
        assertThat(photo.choose(2, Compression.UNKNOWN).models()).containsExactly("span-x2");
        assertThat(photo.choose(2, new Compression.Lossy("WebP")).models()).containsExactly("azulejo-photo-x2");
        assertThat(photo.choose(2, new Compression.Jpeg(OptionalInt.empty())).models())
                .containsExactly("azulejo-photo-x2");
    }

    @ParameterizedTest
    @CsvSource({
        "anime-x2,  2, animevideo-x2",
        "anime-x4,  4, animevideo-x4",
        "denoise,   1, ffdnet",
        "deblur,    1, maxim-deblur",
        "detail-x4, 4, x4plus",
        "scan,      2, 'cunet-denoise3, span-x2'",
        "scan,      4, 'cunet-denoise3, span-x4'"
    })
    void otherRecipesTakeTheSameForAnySourceAndHaveNothingToExplain(String recipe, int scale, String models) {
        for (var source : List.of(Compression.jpeg(30), Compression.of(ImageFormat.PNG))) {
            assertThat(named(recipe).choose(scale, source))
                    .isEqualTo(new Recipe.Choice(List.of(models.split(", ")), null));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            mode = Mode.EXCLUDE,
            names = {"DZI", "IIIF", "SZI"})
    void eachRecipeFindsModelsForAnySourceAndTheirScalesMakeItsOwn(ImageFormat format) {
        var models = new SampleModels();
        for (var recipe : Recipes.all()) {
            for (int scale : recipe.scales()) {
                int product = recipe.choose(scale, Compression.of(format)).models().stream()
                        .mapToInt(id -> models.card(id).scale())
                        .reduce(1, Math::multiplyExact);
                assertThat(product).as(recipe.name()).isEqualTo(scale);
            }
        }
    }

    @Test
    void namesTellResultsApart() {
        assertThat(named("auto").label(2)).isEqualTo("auto-x2");
        assertThat(named("auto").label(4)).isEqualTo("auto-x4");
        assertThat(named("restore-x4").label(4)).isEqualTo("restore-x4");
        assertThat(named("dejpeg").label(1)).isEqualTo("dejpeg");
        var labels = Recipes.all().stream()
                .flatMap(recipe -> recipe.scales().stream().map(recipe::label))
                .toList();
        assertThat(labels).doesNotHaveDuplicates().hasSize(15);
    }

    @Test
    void aScaleThatARecipeDoesNotHaveIsABug() {
        assertThatThrownBy(() -> Recipes.DEFAULT.choose(3, Compression.UNKNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recipe auto enlarges 2 or 4 times, not 3");
    }

    @Test
    void theTwinOfARecipeDoesTheSameByAnotherScale() {
        assertThat(Recipes.reaching(named("photo-x2"), 3.5)).contains(named("photo-x4"));
        assertThat(Recipes.reaching(named("restore-x4"), 2)).contains(named("restore-x2"));
        assertThat(Recipes.reaching(named("detail-x4"), 4.5)).isEmpty();
        assertThat(Arrays.stream(ImageFormat.values())
                        .filter(format -> !format.isPyramid())
                        .map(Compression::of))
                .doesNotContainNull();
    }

    private static Recipe named(String name) {
        return Recipes.named(name).orElseThrow();
    }
}
