package dev.azulejo.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.model.Condition;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.recipe.OwnRecipe;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.inference.card.RecipeFile;
import dev.azulejo.inference.choice.MachineEngines;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.graph.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests models and recipes that users have added, beside the built-in ones.
class OwnModelsTest {
    @TempDir
    Path own;

    private CardFolder cards() {
        return new CardFolder(TestImages.MODELS, own);
    }

    @Test
    void anOwnModelIsOneOfAll() throws IOException {
        int before = cards().cards().size();
        add("ours", "span-x2", "\"kind\": \"radius\", \"px\": 21");
        assertThat(cards().cards())
                .hasSize(before + 1)
                .extracting(ModelCard::id)
                .contains("ours", "span-x4");
        assertThat(cards().card("ours").scale()).isEqualTo(2);
        try (var models = new ModelFolder(cards(), null, Device.CPU, MachineEngines.none())) {
            assertThat(models.weights("ours")).contains(own.resolve("ours").resolve("model.onnx"));
        }
    }

    @Test
    void anOwnModelDoesNotTakeThePlaceOfAnother() throws IOException {
        var there = cards().card("span-x2");
        add("span-x2", "span-x4", "\"kind\": \"radius\", \"px\": 21");
        assertThat(cards().card("span-x2")).isEqualTo(there);
    }

    @Test
    void aModelMaySayThatItMustSeeTheWholeImage() throws IOException {
        add("ours", "span-x2", "\"kind\": \"whole\", \"sidePx\": 512");
        assertThat(cards().card("ours").receptiveField()).isEqualTo(new ReceptiveField.Whole(512));
    }

    /// A step says a hundred less the quality; a model is told no more of it than its card allows.
    @ParameterizedTest
    @CsvSource({"10, 0.1", "0, 0", "25, 0.2", "99, 0.2"})
    void aModelMayBeToldOfTheLossByAJpeg(double strength, float told) throws IOException {
        add("ours", "ffdnet", "\"kind\": \"radius\", \"px\": 24");
        var card = own.resolve("ours").resolve("card.json");
        Files.writeString(card, Files.readString(card).replace("\"kind\": \"noise\"", "\"kind\": \"jpeg\""));
        assertThat(cards().card("ours").needsSample()).isFalse();
        try (var models = new ModelFolder(cards(), null, Device.CPU, MachineEngines.none())) {
            var sha256 = cards().card("ours").sha256();
            var upscaler = (ModelUpscaler) models.warm(new Step("ours", sha256, strength));
            assertThat(upscaler.facts().numbers()).isEqualTo(Map.of(Condition.JPEG, told));
            var image = TestImages.noise(32, 32);
            var answer = Planes.allocate(32, 32, 3);
            assertThat(upscaler.upscale(image, answer)).isEmpty();
            var untold = (ModelUpscaler) models.warm(new Step("ours", sha256));
            assertThat(untold.facts().numbers()).isEqualTo(Map.of(Condition.JPEG, 0f));
            assertThat(untold.upscale(image, answer)).isEmpty();
        }
    }

    /// Its card names JPEG first.
    @Test
    void aModelThatAsksForBothIsToldOfTheNoise() throws IOException {
        var weights = new float[3 * 5];
        weights[0] = weights[6] = weights[12] = 1; // it answers what it reads
        var graph = new OnnxGraph();
        var read = graph.joined(List.of(
                OnnxGraph.INPUT, graph.told("jpeg", 1, OnnxGraph.INPUT), graph.told("sigma", 1, OnnxGraph.INPUT)));
        var model = graph.model(graph.convolution(read, weights, new float[3], 1));
        add("ours", "ffdnet", "\"kind\": \"radius\", \"px\": 24");
        Files.write(own.resolve("ours").resolve("model.onnx"), model);
        var sha256 = Hash.of(model).hex();
        var card = own.resolve("ours").resolve("card.json");
        Files.writeString(
                card,
                Files.readString(card)
                        .replaceFirst("\"sha256\": \"\\w+\"", "\"sha256\": \"%s\"".formatted(sha256))
                        .replaceFirst("\"bytes\": \\d+", "\"bytes\": " + model.length)
                        .replace(
                                "[{\"kind\": \"noise\"",
                                "[{\"kind\": \"jpeg\", \"input\": \"jpeg\", \"range\": [0.0, 0.5]}, {\"kind\": \"noise\""));
        try (var models = new ModelFolder(cards(), null, Device.CPU, MachineEngines.none())) {
            var upscaler = (ModelUpscaler) models.warm(new Step("ours", sha256, 12.75));
            assertThat(upscaler.facts().numbers()).isEqualTo(Map.of(Condition.JPEG, 0f, Condition.NOISE, 0.05f));
            assertThat(upscaler.upscale(TestImages.noise(32, 32), Planes.allocate(32, 32, 3)))
                    .isEmpty();
        }
    }

    @Test
    void withoutAFolderThereAreNone() {
        var nowhere = new CardFolder(TestImages.MODELS, own.resolve("nowhere"));
        assertThat(nowhere.cards()).hasSameSizeAs(new CardFolder(TestImages.MODELS).cards());
        assertThat(nowhere.ownRecipes()).isEmpty();
    }

    @Test
    void recipesAreKept() {
        var file = new RecipeFile(own.resolve(RecipeFile.NAME));
        file.put(new OwnRecipe("second", "two of them", List.of("cunet-denoise1", "ours")));
        file.put(new OwnRecipe("first", "one", List.of("ours")));
        file.put(new OwnRecipe("first", "another", List.of("ours")));
        assertThat(cards().ownRecipes())
                .containsExactly(
                        new OwnRecipe("first", "another", List.of("ours")),
                        new OwnRecipe("second", "two of them", List.of("cunet-denoise1", "ours")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"a\": {\"models\": [\"x\"]}}",
                "{\"a\": {\"description\": \"\", \"models\": []}}",
                "{\"auto\": {\"description\": \"\", \"models\": [\"x\"]}}",
                "null",
                "{\"mine\": null}",
                "{\"a b\": {\"description\": \"\", \"models\": [\"x\"]}}"
            })
    void aDamagedListOfRecipesIsNamed(String text) throws IOException {
        Files.writeString(own.resolve(RecipeFile.NAME), text);
        assertThatThrownBy(() -> cards().ownRecipes())
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(own.resolve(RecipeFile.NAME).toString());
    }

    private void add(String id, String like, String field) throws IOException {
        var folder = Files.createDirectories(own.resolve(id));
        var card = Files.readString(TestImages.MODELS.resolve(like).resolve("card.json"))
                .replace("\"id\": \"%s\"".formatted(like), "\"id\": \"%s\"".formatted(id))
                .replace("\"shrinks\": true,", "")
                .replaceFirst("\"kind\": \"radius\", \"px\": \\d+", field);
        Files.writeString(folder.resolve("card.json"), card);
        Files.copy(TestImages.MODELS.resolve(like).resolve("model.onnx"), folder.resolve("model.onnx"));
    }
}
