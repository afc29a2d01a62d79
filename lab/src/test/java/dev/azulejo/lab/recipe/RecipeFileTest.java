package dev.azulejo.lab.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.inference.MetricFolder;
import dev.azulejo.inference.card.MetricCard;
import dev.azulejo.lab.net.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reads the recipes that come with the project, and those that are refused.
class RecipeFileTest {
    private static final Path RECIPES = Path.of("recipes");

    @TempDir
    Path folder;

    @Test
    void theRecipesOfTheProjectAreRead() throws IOException {
        try (var files = Files.list(RECIPES)) {
            assertThat(files.filter(file -> !RecipeFile.isChain(file)).toList())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(file -> assertThat(RecipeFile.read(file).id() + ".json")
                            .isEqualTo(file.getFileName().toString()));
        }
    }

    @Test
    void recipesThatKeepAnotherShareOfTheirStartAreOneTraining() throws IOException {
        var photo = RECIPES.resolve("azulejo-photo-x2.json");
        var once = RecipeFile.read(photo).learning();
        assertThat(RecipeFile.read(RECIPES.resolve("azulejo-restore-x2.json")).learning())
                .isEqualTo(once);
        assertThat(RecipeFile.read(RECIPES.resolve("azulejo-photo-x4.json")).learning())
                .isNotEqualTo(once);
        var other = Files.writeString(
                folder.resolve("other.json"), Files.readString(photo).replace("\"seed\": 1", "\"seed\": 2"));
        assertThat(RecipeFile.read(other).learning()).isNotEqualTo(once);
        assertThat(RecipeFile.read(photo).withSteps(1).learning()).isNotEqualTo(once);
    }

    @Test
    void theStagesOfTheChainOfTheProjectAreRead() {
        assertThat(RecipeFile.readChain(RECIPES.resolve("chain.json")).stages())
                .hasSizeGreaterThan(1)
                .allSatisfy(stage ->
                        assertThat(RecipeFile.read(RECIPES.resolve(stage))).isNotNull());
    }

    @Test
    void theLeastPatchToLearnFromByAMetricIsThatOfItsCard() {
        assertThat(new MetricFolder(Path.of("../models"), null).cards())
                .extracting(MetricCard::leastSide)
                .containsExactly(Loss.ST_LPIPS.leastSide());
    }

    @Test
    void aMetricNeedsPatchesThatItCanCompareOnceTheyAreEnlarged() throws IOException {
        var text = Files.readString(RECIPES.resolve("small-x2.json"))
                .replace("charbonnier", "st-lpips")
                .replace("\"patch\": 32", "\"patch\": %d");
        var file = Files.writeString(folder.resolve("enough.json"), text.formatted(11));
        assertThat(RecipeFile.read(file).loss()).isEqualTo(Loss.ST_LPIPS);
        Files.writeString(file, text.formatted(10));
        assertThatThrownBy(() -> RecipeFile.read(file))
                .hasMessage("%s: patch is 10, of which the network makes 20 pixels, but this loss compares 21 or more"
                        .formatted(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"schema": 1, "id": "a", "stages": ["b.json"]}       | stages names fewer than two recipes
            {"schema": 1, "id": "A b", "stages": ["b", "c"]}     | id is "A b", expected small letters
            {"schema": 2, "id": "a", "stages": ["b", "c"]}       | schema is 2, this version reads 1
            {"schema": 1, "id": "a", "stages": ["b", "c"], "x": 1} | there is no field "x"
            {"schema": 1, "id": "a", "stages": ["b", "c"], "together": {"steps": 0, "rate": 0.1}} | together: steps is 0, expected 1 to 10000000
            {"schema": 1, "id": "a", "stages": ["b", "c"], "together": {"steps": 9, "rate": 0}} | together: rate is 0.0, expected more than 0
            {"schema": 1, "id": "a", "stages": ["b", "c"], "together": {"steps": 9}} | together.rate: is missing, expected a number
            {"schema": 1, "id": "a", "stages": ["b", "c"], "together": {"steps": 9, "rate": 0.1, "seed": 1}} | together.seed: there is no field "seed"; known are rate, steps
            {"schema": 1, "id": "a", "stages": ["b", "c"], "together": 9} | together: Cannot construct instance
            """)
    void whatAChainCannotMeanIsRefusedByName(String text, String message) throws IOException {
        var file = Files.writeString(folder.resolve("chain.json"), text);
        assertThat(RecipeFile.isChain(file)).isTrue();
        assertThatThrownBy(() -> RecipeFile.readChain(file))
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "scale": 2        | "scale": 9              | scale is 9, expected 1 to 4
            "steps":          | "stops":                | steps: is missing, expected a number
            "seed": 1         | "seed": 1, "sed": 2     | there is no field "sed"; known are
            "steps":          | "seed": 3, "steps":     | Duplicate
            "kind": "plain"   | "kind": "wide"          | net.kind: Cannot deserialize value
            "depth": 8        | "depth": 1              | net: depth is 1 and channels
            "kind": "fit"     | "kind": "melt"          | damage.[0]: Could not resolve type id 'melt'
            "kind": "fit"     | "kind": "jpeg", "quality": [90, 30] | [90.0, 30.0] is no range
            "loss": "charbonnier", | | loss is missing
            "channels": 24    | "channels": 24, "told": ["jpeg", "jpeg"] | net: told names something twice
            "seed": 1         | "seed": 1, "start": {"model": "m", "keepClean": true} | start: keepClean is for a net
            "seed": 1         | "seed": 1, "start": {"keepClean": false}  | start: model is missing
            "seed": 1         | "seed": 1, "start": {"model": "m", "share": 1} | start: share is 1.0, expected 0 or more
            "seed": 1         | "seed": 1, "arithmetic": "fp64" | arithmetic: Cannot deserialize value
            """)
    void whatARecipeCannotMeanIsRefusedByName(String part, String other, String message) throws IOException {
        var text = Files.readString(RECIPES.resolve("small-x2.json"));
        assertThat(text).contains(part);
        var file = Files.writeString(folder.resolve("a.json"), text.replace(part, other == null ? "" : other));
        assertThatThrownBy(() -> RecipeFile.read(file))
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }
}
