package dev.azulejo.api.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.core.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TranslationTest {
    private static final Path PAGE = Path.of("../../docs/api.md");

    private static Translation of(String json) {
        try {
            return Translation.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void everyFieldHasItsPlaceInTheBodyOfAJob() {
        var translation = of("""
                {"url": "https://a.b/c.jpg", "width": 300, "height": "x", "scale": 2, "enhancements": ["denoise"],
                 "output_format": "webp", "quality": 85, "max_file_size": "1MB",
                 "webhook": "https://a.b/hear"}""");
        assertThat(translation.errors()).isEmpty();
        assertThat(translation.body()).hasToString("""
                        {"input":{"url":"https://a.b/c.jpg"},"options":{"width":300,"height":"x","scale":2,\
                        "format":"webp","quality":85,"max-bytes":"1MB","recipe":"scan"},"webhook":"https://a.b/hear"}""");
        assertThat(of("{\"upload\": \"u1\", \"width\": null}").body())
                .hasToString("{\"input\":{\"upload\":\"u1\"},\"options\":{\"recipe\":\"auto\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "'', auto, auto",
        "upscale, auto, auto",
        "clean, restore-x2, dejpeg",
        "denoise, scan, denoise",
        "'clean,denoise', scan, scan",
        "'upscale,denoise', scan, scan",
        "'upscale,clean', restore-x2, restore-x2",
        "anime, anime-x2, anime-x2",
        "document, scan, scan",
        "detail, detail-x4, detail-x4"
    })
    void wordsBecomeARecipe(String words, String enlarging, String alone) {
        var list = words.isEmpty() ? "" : "\"" + words.replace(",", "\", \"") + "\"";
        assertThat(recipe("{\"enhancements\": [%s], \"scale\": 2}".formatted(list)))
                .isEqualTo(enlarging);
        assertThat(recipe("{\"enhancements\": [%s], \"height\": 200}".formatted(list)))
                .isEqualTo(enlarging);
        assertThat(recipe("{\"enhancements\": [%s]}".formatted(list))).isEqualTo(alone);
        assertThat(List.of(enlarging, alone))
                .allMatch(recipe -> Recipes.named(recipe).isPresent());
    }

    @Test
    void aScaleIsAPercentageWhereTheRecipeHasOneOfItsOwn() {
        assertThat(of("{\"scale\": 2.5, \"enhancements\": [\"clean\"]}").body().get("options"))
                .hasToString("{\"recipe\":\"restore-x2\",\"percent\":250}");
        assertThat(of("{\"scale\": \"much\", \"enhancements\": [\"clean\"]}")
                        .body()
                        .at("/options/scale")
                        .asText())
                .isEqualTo("much");
    }

    private static String recipe(String json) {
        return of(json).body().at("/options/recipe").asText();
    }

    @Test
    void anUnknownWordIsRefusedWithTheKnownOnes() {
        var errors = of("{\"enhancements\": [\"denoise\", \"deblur\"], \"pages\": 1}")
                .errors();
        assertThat(errors).extracting(FieldError::pointer).containsExactlyInAnyOrder("/enhancements/1", "/pages");
        assertThat(errors.getFirst().detail())
                .isEqualTo("is \"deblur\"; there are " + String.join(", ", EnhanceTask.allWords()));
    }

    @Test
    void whatNoRecipeDoesTogetherIsRefused() {
        assertThat(of("{\"enhancements\": [\"anime\", \"document\"]}").errors())
                .containsExactly(
                        new FieldError("/enhancements", "no recipe does all of anime, document; leave some out"));
    }

    @ParameterizedTest
    @CsvSource({
        "/options/format, /output_format",
        "/options/width, /width",
        "/input/url, /url",
        "/input, /input",
        "/options/recipe, /enhancements",
        "/options/max-bytes, /max_file_size"
    })
    void whatIsWrongWithABodyIsToldOfTheCallersField(String pointer, String back) {
        assertThat(Translation.back(new FieldError(pointer, "is wrong"))).isEqualTo(new FieldError(back, "is wrong"));
    }

    @ParameterizedTest
    @EnumSource
    void theTableInTheDocumentationIsThis(EnhanceTask enhancement) throws IOException {
        var recipes = EnhanceTask.recipes(List.of(enhancement)).orElseThrow();
        var words = enhancement.words().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
        assertThat(Files.readAllLines(PAGE))
                .contains("| %s | `%s` | `%s` |".formatted(words, recipes.enlarging(), recipes.alone()));
    }
}
