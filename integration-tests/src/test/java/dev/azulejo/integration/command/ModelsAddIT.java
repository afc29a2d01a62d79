package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.NO_INPUT;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `azulejo models add`: somebody's own network becomes a model and a recipe.
class ModelsAddIT {
    @TempDir
    Path folder;

    private Azulejo azulejo;
    private Path photo;

    @BeforeEach
    void aPhotograph() {
        azulejo = Azulejo.warm(folder);
        photo = folder.resolve("photo.png");
        Pictures.write(Pictures.cat(150, 100), photo);
    }

    private Path models() {
        return azulejo.home().resolve(".config/azulejo/models");
    }

    @Test
    void aNetworkBecomesAModelAndARecipe() throws IOException {
        OwnNetworks.twofold(folder.resolve("My Twofold.onnx"));
        var added = azulejo.run("models", "add", "My Twofold.onnx", "--licence", "MIT", "--description", "Mine.");
        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(added.out()).contains("Run it: azulejo enhance --recipe my-twofold photo.jpg");
        var card = new JsonMapper()
                .readTree(models().resolve("my-twofold/card.json").toFile());
        assertThat(card.path("scale").asInt()).isEqualTo(2);
        assertThat(card.path("alignment").asInt()).isEqualTo(1);
        assertThat(card.path("receptiveField").toString()).isEqualTo("{\"kind\":\"radius\",\"px\":1}");
        assertThat(card.path("weights").path("licence").asText()).isEqualTo("MIT");
        assertThat(azulejo.run("recipes").out()).containsPattern("(?m)^my-twofold +yours +Mine\\. \\(my-twofold\\)$");
        assertThat(azulejo.run("models").out()).containsPattern("(?m)^my-twofold +x2, halo 1 px, MIT, Mine\\.$");
        azulejo.enhance("--recipe", "my-twofold", photo, "-o", folder.resolve("whole.png"));
        azulejo.enhance("--recipe", "my-twofold", "--tile", 64, photo, "-o", folder.resolve("tiles.png"));
        assertThat(folder.resolve("whole.png")).hasSameBinaryContentAs(folder.resolve("tiles.png"));
        assertThat(Pictures.read(folder.resolve("whole.png")).getWidth()).isEqualTo(300);
        var checked = azulejo.run("models", "check", models().resolve("my-twofold/card.json"));
        assertThat(checked.exitCode()).as(checked.out()).isZero();
    }

    @Test
    void aNameThatIsTakenIsRefusedAndNothingIsLost() throws IOException {
        var file = OwnNetworks.twofold(folder.resolve("twofold.onnx"));
        assertThat(azulejo.run("models", "add", file).exitCode()).isZero();
        var before = Files.readString(models().resolve("recipes.json"));
        assertRefused(azulejo.run("models", "add", file), USAGE, "there is a model twofold", "--id");
        assertRefused(azulejo.run("models", "add", file, "--id", "span-x2"), USAGE, "there is a model span-x2");
        assertRefused(azulejo.run("models", "add", file, "--id", "auto"), USAGE, "'auto'", "--id");
        assertThat(azulejo.run("models", "add", file, "--id", "second").exitCode())
                .isZero();
        assertThat(Files.readString(models().resolve("recipes.json")))
                .startsWith("{")
                .contains("\"second\"", "\"twofold\"");
        assertThat(before).doesNotContain("second");
    }

    @Test
    void aRecipeMayRunSeveralModels() throws IOException {
        azulejo.run("models", "add", OwnNetworks.twofold(folder.resolve("twofold.onnx")));
        Files.writeString(
                models().resolve("recipes.json"),
                "{\"clean\": {\"description\": \"two\", \"models\": [\"cunet-denoise1\", \"twofold\"]}}");
        azulejo.enhance("--recipe", "clean", photo, "-o", folder.resolve("recipe.png"));
        azulejo.enhance("--steps", "cunet-denoise1,twofold", photo, "-o", folder.resolve("steps.png"));
        assertThat(folder.resolve("recipe.png")).hasSameBinaryContentAs(folder.resolve("steps.png"));
    }

    @Test
    void aNetworkOfOneSizeSeesTheWholePictureOrNone() {
        var added = azulejo.run("models", "add", OwnNetworks.ofOneSize(folder.resolve("face.onnx")));
        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out()).contains("pictures of 64 x 64 alone");
        assertThat(azulejo.run("models").out()).contains("whole pictures of up to 64 px");
        assertRefused(
                azulejo.run("enhance", "--recipe", "face", photo),
                USAGE,
                "face must see the whole picture at once, and takes 64 x 64 at most");
        Pictures.write(Pictures.cat(60, 40), photo);
        azulejo.enhance("--recipe", "face", photo, "-o", folder.resolve("face.png"));
        assertThat(Pictures.read(folder.resolve("face.png")).getWidth()).isEqualTo(60);
    }

    @Test
    void whatIsNoModelIsRefusedAndLeavesNothing() throws IOException {
        Files.writeString(folder.resolve("junk.onnx"), "hello");
        assertRefused(azulejo.run("models", "add", "junk.onnx"), BAD_IMAGE, "junk.onnx is no model that can be run");
        assertRefused(azulejo.run("models", "add", "nothing.onnx"), NO_INPUT, "nothing.onnx");
        assertRefused(
                azulejo.run("models", "add", OwnNetworks.twofold(folder.resolve("t.onnx")), "--range", "0..7"),
                USAGE,
                "--range is '0..7'",
                "0..1, -1..1, 0..255");
        assertThat(models()).doesNotExist();
    }
}
