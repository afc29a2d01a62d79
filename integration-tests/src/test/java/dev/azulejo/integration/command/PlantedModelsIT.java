package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Eight real models of which it is known what is wrong with them, before the gate: each as the command evaluates it,
/// and one of them as people judge it.
@Tag("slow")
class PlantedModelsIT {
    /// The least of which MS-SSIM is measured.
    private static final int SIDE = 176;

    /// Enough for an arena that is to be refused.
    private static final List<String> SOME = List.of("coffee.png", "fig.png", "page.png", "path.png", "raccoon.png");

    @TempDir
    static Path folder;

    private static Azulejo azulejo = Azulejo.in(Path.of(System.getProperty("java.io.tmpdir")));

    @BeforeAll
    static void evaluateThemAll() throws IOException {
        var models = PlantedModels.in(folder.resolve("models"));
        models.measuredByEdges();
        SampleSet.write(folder, SIDE, 5);
        part("benchmarks/pictures/photographs/galaxies.jpg", 40, 40, "night.png");
        part("docs/images/astronaut.png", 140, 20, "portrait.png");
        azulejo = Azulejo.warm(folder, Map.of("AZULEJO_MODELS", models.folder().toString()));
        var ended = azulejo.run(
                "evaluate",
                "set.json",
                "night.png",
                "portrait.png",
                "--recipes",
                "plain,crisp,nearest,seam,liar,nan,no-text,no-night,noise,no-face",
                "-o",
                "all.html");
        assertThat(ended.err()).contains("nan").doesNotContain("stlpips is not measured");
        assertThat(ended.outLines()).contains("all.json");
    }

    /// Black sky and a face, of which the set has nothing.
    private static void part(String picture, int left, int top, String name) throws IOException {
        var whole = ImageIO.read(Checkout.ROOT.resolve(picture).toFile());
        ImageIO.write(
                whole.getSubimage(left, top, SIDE, SIDE),
                "png",
                folder.resolve(name).toFile());
    }

    @ParameterizedTest
    @CsvSource({
        "nan, failure, it failed on ",
        "no-text, tag, on images tagged text",
        "seam, numerics, receptiveField.px: the card says 1",
        "liar, numerics, alignment: the card says 4",
        "nearest, metric, psnr is worse by ",
        "no-night, image, on night.png; on a single image it may be by",
        "noise, metric, psnr is worse by ",
        "crisp, metric, psnr is worse by "
    })
    void aPlantedModelIsRefusedByName(String model, String kind, String words) throws IOException {
        var ended = promote(model, "--evaluation", "all.json", "--without-people");
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(Refusals.BAD_IMAGE);
        assertThat(ended.outLines())
                .as("one line for each kind, and the verdict")
                .hasSizeLessThanOrEqualTo(9)
                .last()
                .asString()
                .startsWith(model + " is refused");
        assertThat(findings(model, kind)).anyMatch(finding -> finding.contains(words));
        assertThat(findings(model, "recheck")).isEmpty();
        assertThat(folder.resolve("models/serving.json")).doesNotExist();
    }

    @Test
    void whatPeoplePreferPassesByPeople() throws IOException {
        arena("liked", "plain,crisp", allImages());
        new SimulatedJudges("crisp", 0.85).vote(folder.resolve("liked"), 6, 1);
        var ended = promote("crisp", "--evaluation", "all.json", "--arena", "liked", "--by-people");
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("crisp serves in the place of plain for 5 % of the sources");
        var decision = decision("crisp");
        assertThat(decision.path("way").asText()).isEqualTo("by-people");
        assertThat(decision.at("/arena/contest/low").doubleValue()).isGreaterThan(0.5);
        assertThat(decision.at("/recheck/trials")).hasSize(2 * 5);
        assertThat(decision.at("/recheck/scenes")).isNotEmpty();
        assertThat(azulejo.run("models", "serving", "--roll-back", "plain").exitCode())
                .isZero();
        Files.delete(folder.resolve("models/serving.json"));
    }

    @Test
    void whatTakesAFaceAwayIsRefusedByNameHoweverPeopleLikeIt() throws IOException {
        arena("gone", "plain,no-face", List.of("portrait.png", "coffee.png"));
        new SimulatedJudges("no-face", 0.85).vote(folder.resolve("gone"), 6, 3);
        var ended = promote("no-face", "--evaluation", "all.json", "--arena", "gone", "--by-people");
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(Refusals.BAD_IMAGE);
        assertThat(findings("no-face", "floor"))
                .contains("face_shift is 1.000 on portrait.png; it must be 0.4000 or less");
    }

    @Test
    void whatPeopleDoNotPreferDoesNotPassByPeople() {
        arena("even", "plain,crisp", SOME);
        new SimulatedJudges("crisp", 0.5).vote(folder.resolve("even"), 6, 2);
        var ended = promote("crisp", "--evaluation", "all.json", "--arena", "even", "--by-people");
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(Refusals.BAD_IMAGE);
        assertThat(ended.out()).contains("against  people: people do not surely prefer it");
    }

    /// Figures of another model under the name of a worse one.
    @Test
    void anEvaluationThatSomebodyHasEditedIsRefusedByName() throws IOException {
        var mapper = new JsonMapper();
        var json = (ObjectNode) mapper.readTree(folder.resolve("all.json").toFile());
        var plain = trials(json).filter(trial -> recipe(trial).equals("plain")).toList();
        trials(json)
                .filter(trial -> recipe(trial).equals("nearest"))
                .forEach(trial -> plain.stream()
                        .filter(other -> other.path("image").equals(trial.path("image")))
                        .forEach(other -> ((ObjectNode) trial).set("scores", other.path("scores"))));
        Files.writeString(folder.resolve("edited.json"), json.toString());
        var ended = promote("nearest", "--evaluation", "edited.json", "--without-people");
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(Refusals.BAD_IMAGE);
        assertThat(ended.out())
                .contains("against  recheck: ", " of nearest on ", "when it is measured again; the evaluation says");
    }

    @Test
    void anEvaluationOfOtherImagesIsRefused() {
        var ended = azulejo.run(
                "models",
                "promote",
                "nearest",
                "--instead-of",
                "plain",
                "--reviewer",
                "Ada",
                "--without-people",
                "--evaluation",
                "all.json",
                "--images",
                "set.json");
        assertThat(ended.out()).contains("the evaluation was made of other images than those that were given");
    }

    @Test
    void anArenaOfWhatOthersMadeIsRefusedByName() throws IOException {
        for (var contender : List.of("plain", "crisp")) {
            Files.createDirectories(folder.resolve("made/" + contender));
            azulejo.enhance(
                    "coffee.png",
                    "--recipe",
                    "resize",
                    "--percent",
                    "200",
                    "-o",
                    "made/%s/coffee.png".formatted(contender));
        }
        var made = azulejo.run(
                "arena", "make", "lanczos", "--candidates", "plain=made/plain", "--candidates", "crisp=made/crisp");
        assertThat(made.exitCode()).as(made.err()).isZero();
        var ended = promote("crisp", "--evaluation", "all.json", "--arena", "lanczos", "--by-people");
        assertThat(ended.exitCode()).isEqualTo(Refusals.BAD_IMAGE);
        assertThat(findings("crisp", "evidence"))
                .contains("the arena does not say which weights made the pictures of crisp; make one with --recipes");
    }

    /// An arena whose file says that other weights made its pictures than did.
    @Test
    void picturesThatAModelDoesNotMakeAreFound() throws IOException {
        arena("forged", "plain,nearest", SOME);
        var file = folder.resolve("forged/arena.json");
        var crisp = new JsonMapper()
                .readTree(folder.resolve("models/crisp/card.json").toFile())
                .at("/weights/sha256")
                .asText();
        var forged = Files.readString(file)
                .replaceAll("nearest [0-9a-f]{64}", "crisp " + crisp)
                .replace("\"nearest\"", "\"crisp\"");
        Files.writeString(file, forged);
        var ended = promote("crisp", "--evaluation", "all.json", "--arena", "forged", "--by-people");
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(Refusals.BAD_IMAGE);
        assertThat(ended.out()).contains("against  recheck: the arena's picture of crisp in scene-");
    }

    private static Stream<JsonNode> trials(JsonNode evaluation) {
        return evaluation.path("trials").valueStream();
    }

    private static String recipe(JsonNode trial) {
        return trial.path("recipe").asText();
    }

    private static List<String> allImages() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    private static void arena(String name, String recipes, List<String> images) {
        var words = new ArrayList<Object>(List.of("arena", "make", name));
        words.addAll(images);
        words.addAll(
                List.of("--recipes", recipes, "--crop-side", "96", "--budget", "200", "--work-dir", name + "-work"));
        var made = azulejo.run(words.toArray());
        assertThat(made.exitCode()).as(made.err()).isZero();
    }

    private static Azulejo.Ended promote(String model, Object... more) {
        var words = new ArrayList<Object>(List.of(
                "models",
                "promote",
                model,
                "--instead-of",
                "plain",
                "--reviewer",
                "Ada",
                "--images",
                "set.json",
                "night.png",
                "portrait.png"));
        words.addAll(List.of(more));
        return azulejo.run(words.toArray());
    }

    private static List<String> findings(String model, String kind) throws IOException {
        return decision(model)
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("kind").asText().equals(kind))
                .map(finding -> finding.path("words").asText())
                .toList();
    }

    private static JsonNode decision(String model) throws IOException {
        try (var files = Files.list(folder.resolve("models").resolve(model).resolve("decisions"))) {
            return new JsonMapper().readTree(files.sorted().toList().getLast().toFile());
        }
    }
}
