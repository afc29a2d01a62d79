package dev.azulejo.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.MetricFolder;
import dev.azulejo.lab.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningOptionsTest {
    private static final Path USUAL = Path.of("recipes/small-x2.json");

    @TempDir
    Path folder;

    /// The last stage of a chain may be the only one that learns by it.
    @Test
    void aLossWithoutItsWeightsSaysHowToBringThem() throws IOException {
        var text = Files.readString(USUAL).replace("\"charbonnier\"", "\"st-lpips\"");
        var perceptual = Files.writeString(folder.resolve("perceptual.json"), text);
        var recipes = List.of(RecipeFile.read(USUAL), RecipeFile.read(perceptual));
        assertThatThrownBy(() -> LearningOptions.metric(recipes, notPulled()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("model.onnx is missing; bring it with: azulejo models pull stlpips");
    }

    @Test
    void otherLossesNeedNoWeights() {
        assertThat(LearningOptions.metric(List.of(RecipeFile.read(USUAL)), notPulled()))
                .isNull();
    }

    private MetricFolder notPulled() {
        return new MetricFolder(Path.of("../models"), folder);
    }
}
