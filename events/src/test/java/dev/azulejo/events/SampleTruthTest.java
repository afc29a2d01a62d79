package dev.azulejo.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.intake.Options;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks that what the samples name exists: recipes, models with exactly these weights, options, reasons.
class SampleTruthTest {
    private static final Path MODELS = Path.of("../models");

    static List<JsonNode> samples() {
        return Stream.concat(
                        Samples.names().stream().map(Samples::bytes).map(Samples::tree),
                        EventSamples.names().stream().map(EventSamples::tree))
                .toList();
    }

    @Test
    void everyEventSampleIsOfAnEventThatIsTested() {
        assertThat(EventSamples.names())
                .allSatisfy(
                        name -> assertThat(EventSamples.errors(EventSamples.schemaOf(name), EventSamples.tree(name)))
                                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void recipesExist(JsonNode sample) {
        assertThat(sample.findValuesAsText("recipe"))
                .allSatisfy(recipe -> assertThat(Recipes.named(recipe)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void modelsExistWithTheseWeights(JsonNode sample) throws IOException {
        for (var steps : sample.findValues("steps")) {
            for (var step : steps) {
                var weights = MODELS.resolve(step.path("model").asText()).resolve("model.onnx");
                assertThat(Hash.of(Files.readAllBytes(weights)).hex())
                        .isEqualTo(step.path("sha256").asText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void reasonsExist(JsonNode sample) {
        boolean isRejection = sample.findValuesAsText("kind").contains("rejected")
                || sample.path("what").asText().equals("rejected");
        assertThat(isRejection ? sample.findValuesAsText("reason") : List.<String>of())
                .isSubsetOf(Arrays.stream(Reason.values()).map(Reason::code).toList());
    }

    @Test
    void theOptionsThatAreAskedForAreRight() {
        var request = (InboundEvent.EnhancementRequested)
                new InboundEvents().parse(EventSamples.bytes("image-enhancement-requested.json"));
        var options = new Options(NoModels.NONE);
        options.add("request", request.request().options());
        options.fallBack();
        assertThat(options.problems()).isEmpty();
    }
}
