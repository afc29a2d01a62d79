package dev.azulejo.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.inference.graph.OnnxWeights;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Scenes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// `azulejo lab improve`, with a network that has learned for one step.
@NeedsTorch
@TestInstance(Lifecycle.PER_CLASS)
class ImproveIT {
    private static final int SIDE = 128;
    private static final String RECIPE = """
            {"schema": 1, "id": "%s", "description": "For a test.", "scale": 2,
             "net": {"kind": "plain", "depth": 2, "channels": 6}, "seed": 1, "steps": %d, "batch": 4, "patch": 32,
             "loss": "l1", "rate": %s, "average": 0.5, "pictures": {"scenes": 2, "side": 128}%s,
             "damage": [{"kind": "fit", "filters": ["bicubic"]}]}""";

    private static final String START = ", \"start\": {\"model\": \"first/first\"%s}";

    @TempDir
    Path out;

    private Path folder = Path.of("");
    private Path usual = Path.of("");

    @BeforeAll
    void aModelAndWhatItDoes(@TempDir Path place) throws IOException {
        folder = place;
        recipe("first", 1, "0.001", "");
        var trained = LabRun.of("train", folder.resolve("first.json"), "-o", folder.resolve("first"));
        assertThat(trained.code()).as(trained.said()).isZero();
        usual = set("usual", 100, 40);
    }

    private Path recipe(String id, int steps, String rate, String start) throws IOException {
        return Files.writeString(folder.resolve(id + ".json"), RECIPE.formatted(id, steps, rate, start));
    }

    private Path more(int steps, String rate) throws IOException {
        return recipe("more", steps, rate, START.formatted(""));
    }

    private Path set(String name, int seed, int count) throws IOException {
        var place = Files.createDirectories(folder.resolve(name));
        var json = new JsonMapper().createObjectNode();
        json.put("schema", 1).put("name", name).put("description", "For a test.");
        var images = json.putArray("images");
        var scenes = new Scenes(seed, count, SIDE);
        for (int number = 0; number < count; number++) {
            var file = place.resolve(number + ".png");
            ImageIO.write(image(scenes.part(number, new Rect(0, 0, SIDE, SIDE))), "png", file.toFile());
            images.addObject()
                    .put("file", number + ".png")
                    .put("sha256", Hash.of(Files.readAllBytes(file)).hex())
                    .put("licence", "CC0-1.0")
                    .put("origin", "drawn")
                    .putArray("tags");
        }
        return Files.writeString(place.resolve("set.json"), json.toString());
    }

    private static BufferedImage image(Picture picture) {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var samples = picture.samples();
        for (int i = 0; i < SIDE * SIDE; i++) {
            int rgb = 0;
            for (int band = 0; band < Picture.BANDS; band++) {
                rgb = rgb << 8 | Math.clamp(Math.round(samples[band * SIDE * SIDE + i]), 0, 255);
            }
            image.setRGB(i % SIDE, i / SIDE, rgb);
        }
        return image;
    }

    private LabRun improve(Path recipe, Path... hard) {
        var words = new ArrayList<Object>(List.of("improve", recipe, "--usual", usual, "-o", out));
        for (var set : hard) {
            words.addAll(List.of("--hard", set));
        }
        return LabRun.of(words.toArray());
    }

    /// A model that is half of its start and half of what was learned lies in the middle of both.
    @Test
    void asMuchOfTheStartStaysAsTheRecipeSays() throws IOException {
        var start = weights("first", "first");
        var learned = weights("all", recipe("all", 2, "0.1", START.formatted("")));
        var mixed = weights("half", recipe("half", 2, "0.1", START.formatted(", \"share\": 0.5")));
        assertThat(learned).isNotEqualTo(start);
        for (int i = 0; i < mixed.length; i++) {
            assertThat(mixed[i]).isCloseTo((start[i] + learned[i]) / 2, within(1e-6f));
        }
    }

    private float[] weights(String id, Path recipe) throws IOException {
        var trained = LabRun.of("train", recipe, "-o", folder.resolve(id));
        assertThat(trained.code()).as(trained.said()).isZero();
        return weights(id, id);
    }

    private float[] weights(String place, String id) throws IOException {
        var model = Files.readAllBytes(folder.resolve(place).resolve(id).resolve("model.onnx"));
        return OnnxWeights.convolutions(model).getFirst().weights();
    }

    @Test
    void whatLearnsIsBetterAndWhatDoesNotIsNot() throws IOException {
        var hard = set("hard", 7, 40);
        var idle = improve(more(1, "0.0000001"), hard);
        assertThat(idle.code()).as(idle.said()).isEqualTo(65);
        assertThat(idle.said())
                .contains("not better: the hard ones gain less than 0.10 dB")
                .doesNotContain("better, and");
        var better =
                LabRun.of("improve", more(400, "0.003"), "--usual", usual, "--hard", hard, "-o", out.resolve("better"));
        assertThat(better.code()).as(better.said()).isZero();
        assertThat(better.said()).contains("better, and nothing else worse: ", "next: azulejo models add ");
    }

    /// The parent asks for the loss by JPEG too, and does not run without.
    @Test
    void whatIsToldOfJpegIsComparedWithAParentThatIsTold() throws IOException {
        toldOfJpeg("told", "0.001", "");
        var trained = LabRun.of("train", folder.resolve("told.json"), "-o", folder.resolve("told"));
        assertThat(trained.code()).as(trained.said()).isZero();
        var idle = improve(
                toldOfJpeg("told-more", "0.0000001", ", \"start\": {\"model\": \"told/told\"}"), set("hard", 7, 40));
        assertThat(idle.code()).as(idle.said()).isEqualTo(65);
        assertThat(idle.said()).containsPattern("hard, kept .* \\+0\\.00 dB in the mean, [+-]0\\.00 to [+-]0\\.00");
    }

    private Path toldOfJpeg(String id, String rate, String start) throws IOException {
        var recipe = RECIPE.formatted(id, 1, rate, start)
                .replace("\"scale\": 2", "\"scale\": 1")
                .replace("\"channels\": 6", "\"channels\": 6, \"told\": [\"jpeg\"]")
                .replace("[\"bicubic\"]}", "[\"bicubic\"]}, {\"kind\": \"jpeg\", \"quality\": [24, 40]}");
        return Files.writeString(folder.resolve(id + ".json"), recipe);
    }

    @Test
    void withMoreHardCasesTheDatasetGrowsAndIsLearnedAnew() throws IOException {
        var recipe = more(2, "0.001");
        var first = improve(recipe, set("hard", 7, 40));
        var again = improve(recipe, folder.resolve("hard/set.json"));
        assertThat(again.said().lines().filter(line -> line.startsWith("hard, kept")))
                .containsExactlyElementsOf(first.said()
                        .lines()
                        .filter(line -> line.startsWith("hard, kept"))
                        .toList());
        var grown = improve(recipe, folder.resolve("hard/set.json"), set("harder", 8, 10));
        assertThat(grown.said()).contains("10 more than in version ").contains("hard, kept to measure on");
        assertThat(trainings()).hasSize(2);
    }

    private List<Path> trainings() throws IOException {
        try (var all = Files.list(out)) {
            return all.filter(each -> each.getFileName().toString().startsWith("training-"))
                    .toList();
        }
    }

    @Test
    void withTooFewToMeasureOnNothingIsTrained() throws IOException {
        var refused = improve(more(2, "0.001"), set("few", 9, 6));
        assertThat(refused.code()).as(refused.said()).isEqualTo(66);
        assertThat(refused.said()).contains("--test");
        assertThat(trainings()).isEmpty();
    }

    @Test
    void aRecipeWithoutAStartIsRefused() throws IOException {
        var refused = improve(folder.resolve("first.json"), set("few", 9, 6));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.said()).contains("has no \"start\"");
    }

    @Test
    void aStartThatIsGoneIsNamed() throws IOException {
        var recipe = recipe("gone", 2, "0.001", ", \"start\": {\"model\": \"nowhere\"}");
        var refused = improve(recipe, set("many", 10, 40));
        assertThat(refused.code()).as(refused.said()).isEqualTo(66);
        assertThat(refused.said()).contains("start: model: ", "nowhere/model.onnx cannot be read");
    }

    /// By its second stage the quote has run the untrained first.
    @Test
    void aQuoteMeasuresEachStage() throws IOException {
        recipe("enlarge", 100, "0.001", "");
        Files.writeString(
                folder.resolve("restore.json"),
                RECIPE.formatted("restore", 50, "0.001", "").replace("\"scale\": 2", "\"scale\": 1"));
        Files.writeString(
                folder.resolve("chain.json"),
                "{\"schema\": 1, \"id\": \"c\", \"stages\": [\"restore.json\", \"enlarge.json\"]}");
        var quoted = LabRun.of("quote", folder.resolve("chain.json"), "--seconds", "0.1");
        assertThat(quoted.code()).as(quoted.said()).isZero();
        assertThat(quoted.said())
                .containsPattern("restore: 50 steps of 0\\.[0-9]+ s")
                .containsPattern("enlarge: 100 steps of 0\\.[0-9]+ s")
                .contains("in all, on this machine: ", "your own, RTX 4090");
    }
}
