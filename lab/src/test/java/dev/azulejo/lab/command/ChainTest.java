package dev.azulejo.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.lab.net.Arithmetic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Chains whose stages fit each other, and those that are refused.
class ChainTest {
    @TempDir
    Path folder;

    /// What the networks learn together is the last stage's, but for steps, rate, seed and start.
    @Test
    void theyLearnByTheRecipeOfTheLast() throws IOException {
        stage("first", 1, "half", "", "");
        stage("last", 2, "plain", "", ", \"arithmetic\": \"bf16\", \"start\": {\"model\": \"m\", \"share\": 0.5}");
        var chain = chain("c");
        var recipe = chain.together().orElseThrow();
        var last = chain.last();
        assertThat(recipe.steps()).isEqualTo(30);
        assertThat(recipe.rate()).isEqualTo(0.01);
        assertThat(recipe.seed()).isEqualTo(8);
        assertThat(recipe.start()).isNull();
        assertThat(recipe.loss()).isEqualTo(last.loss());
        assertThat(recipe.damage()).isEqualTo(last.damage());
        assertThat(recipe.batch()).isEqualTo(last.batch());
        assertThat(recipe.patch()).isEqualTo(last.patch());
        assertThat(recipe.average()).isEqualTo(last.average());
        assertThat(chain.links()).hasSize(2);
        assertThat(chain.links().getFirst().arithmetic()).isEqualTo(Arithmetic.FP32);
        assertThat(chain.links().getLast().arithmetic()).isEqualTo(Arithmetic.BF16);
    }

    @Test
    void aPatchThatTheFirstNetDoesNotTakeIsRefused() throws IOException {
        stage("first", 1, "unet", "", "");
        stage("last", 2, "plain", "", "");
        assertThatThrownBy(() -> chain("c"))
                .hasMessageContaining("patch of last is 34, but the net of first takes multiples of 4 alone");
    }

    /// Where they learn one after the other, it may.
    @Test
    void anEarlierNetThatIsToldSomethingIsRefused() throws IOException {
        stage("first", 1, "plain", ", \"told\": [\"jpeg\"]", "");
        stage("last", 2, "plain", "", "");
        assertThatThrownBy(() -> chain("c")).hasMessageContaining("together: first is told something; only the last");
        var apart = Files.writeString(
                folder.resolve("apart.json"),
                "{\"schema\": 1, \"id\": \"apart\", \"stages\": [\"first.json\", \"last.json\"]}");
        assertThat(new LearningOptions(apart, folder).chain().stages()).hasSize(2);
    }

    @Test
    void anEarlierNetThatEnlargesIsRefused() throws IOException {
        stage("first", 2, "plain", "", "");
        stage("last", 2, "plain", "", "");
        assertThatThrownBy(() -> chain("c")).hasMessageContaining("first enlarges; only the last stage of a chain may");
    }

    @Test
    void aTruthThatIsAnotherNetsAnswerIsRefused() throws IOException {
        stage("first", 1, "plain", "", "");
        stage("last", 2, "plain", ", \"told\": [\"jpeg\"]", ", \"start\": {\"model\": \"m\", \"keepClean\": true}");
        assertThatThrownBy(() -> chain("c")).hasMessageContaining("together: last has keepClean, whose truth is");
    }

    /// Both would be trained in one folder.
    @Test
    void aStageWithTheIdOfTheChainIsRefused() throws IOException {
        stage("first", 1, "plain", "", "");
        stage("last", 2, "plain", "", "");
        assertThatThrownBy(() -> chain("first")).hasMessageContaining("together: a stage has the chain's id, first");
    }

    private void stage(String id, int scale, String kind, String net, String more) throws IOException {
        Files.writeString(
                folder.resolve(id + ".json"), """
                {"schema": 1, "id": "%s", "description": "For a test.", "scale": %d,
                 "net": {"kind": "%s", "depth": 2, "channels": 6%s}, "seed": 7, "steps": 9, "batch": 3, "patch": %d,
                 "loss": "fft", "rate": 0.1, "average": 0.5, "pictures": {"scenes": 2, "side": 160}%s,
                 "damage": [{"kind": "fit", "filters": ["bicubic"]}]}""".formatted(id, scale, kind, net, kind.equals("unet") ? 32 : 34, more));
    }

    private LearningOptions.Chain chain(String id) throws IOException {
        var file = Files.writeString(folder.resolve("chain.json"), """
                {"schema": 1, "id": "%s", "stages": ["first.json", "last.json"],
                 "together": {"steps": 30, "rate": 0.01}}""".formatted(id));
        return new LearningOptions(file, folder).chain();
    }
}
