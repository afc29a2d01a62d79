package dev.azulejo.lab.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.lab.NeedsTorch;
import dev.azulejo.lab.net.Parameters;
import dev.azulejo.lab.net.ParentWeights;
import dev.azulejo.lab.net.TorchNet;
import dev.azulejo.lab.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsTorch
class ModelFilesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SPAN = Path.of("../models/span-x2");

    @TempDir
    private Path folder;

    /// What was trained from SPAN costs what SPAN costs: its graph and what its card says of it stay.
    @Test
    void aModelThatBeganAsSpanHasItsGraph() throws IOException {
        var recipe = RecipeFile.read(Path.of("recipes/azulejo-photo-x2.json"));
        var files = new ModelFiles(recipe, SPAN);
        var published = Files.readAllBytes(SPAN.resolve("model.onnx"));
        var learned = ParentWeights.of(published, recipe.net(), recipe.scale());
        learned[7] += 0.25f;
        byte[] model;
        try (var net = new TorchNet(recipe.net(), recipe.scale())) {
            model = files.model(net, learned);
        }
        assertThat(model).hasSameSizeAs(published).isNotEqualTo(published);
        var card =
                read(files.write(folder, model, new Origin("photographs", "ab".repeat(32), List.of("cd".repeat(32)))));
        var ofSpan = read(SPAN.resolve("card.json"));
        for (var field :
                List.of("receptiveField", "shrinks", "precision", "precise", "bestSide", "bytesPerInputPixel")) {
            assertThat(card.get(field)).as(field).isEqualTo(ofSpan.get(field));
        }
        assertThat(card.path("id").asText()).isEqualTo("azulejo-photo-x2");
        assertThat(card.has("quality")).isFalse();
        assertThat(card.at("/weights/source").asText()).contains("photographs", "9000 steps", "after cdcdcdcdcdcdcdcd");
    }

    /// Not after hours of training.
    @Test
    void aStartWithoutItsCardIsRefusedAtOnce() throws IOException {
        Files.copy(SPAN.resolve("model.onnx"), folder.resolve("model.onnx"));
        var recipe = RecipeFile.read(Path.of("recipes/azulejo-photo-x2.json"));
        assertThatThrownBy(() -> new ModelFiles(recipe, folder))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("cannot be read with its card")
                .hasMessageContaining(folder.resolve("card.json").toString());
    }

    @Test
    void aNetworkOfItsOwnHasAGraphOfItsOwn() throws IOException {
        var recipe = RecipeFile.read(Path.of("recipes/small-x2.json"));
        var files = new ModelFiles(recipe, null);
        try (var net = new TorchNet(recipe.net(), recipe.scale())) {
            var model =
                    files.model(net, Parameters.of(recipe.net(), recipe.scale()).drawn(1));
            var card = read(files.write(folder, model, new Origin("scenes", "ab".repeat(32), List.of())));
            assertThat(card.has("shrinks")).isFalse();
            assertThat(card.path("precision").toString()).isEqualTo("[\"fp32\"]");
        }
    }

    private static JsonNode read(Path card) throws IOException {
        return JSON.readTree(Files.readAllBytes(card));
    }
}
