package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real model and copies of it that were spoilt, before the gate.
@Tag("slow")
class GateIT {
    @TempDir
    static Path folder;

    private static Azulejo azulejo = Azulejo.in(Path.of(System.getProperty("java.io.tmpdir")));

    @BeforeAll
    static void evaluateThemAll() {
        var models = DamagedModels.in(folder.resolve("models"));
        models.same("same");
        models.quantised("quantised");
        models.tinted("tinted");
        models.seams("seams");
        models.withoutText("without-text");
        SampleSet.write(folder, 176, 5);
        azulejo = Azulejo.warm(
                folder, Map.of("AZULEJO_MODELS", folder.resolve("models").toString()));
        var ended = azulejo.run(
                "evaluate",
                "set.json",
                "--recipes",
                "span-x2,same,quantised,tinted,seams,without-text",
                "-o",
                "all.html");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    @Test
    void theRealOnePassesAndServesItsShareUntilItIsRolledBack() throws IOException {
        assertThat(azulejo.run("models", "serving").out()).contains("each model does its work itself");
        var ended = promote("same", "--share", "1");
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("same serves in the place of span-x2 for 100 % of the sources");
        assertThat(decision("same").path("verdict").asText()).isEqualTo("promoted");
        assertThat(azulejo.run("models", "serving").out()).startsWith("span-x2: same for 100 %");

        azulejo.enhance("coffee.png", "--recipe", "photo-x2", "-o", "served.png", "--report", "served.json");
        assertThat(Files.readString(folder.resolve("served.json"))).contains("\"same\"");

        assertThat(azulejo.run("evaluate", "coffee.png", "--recipes", "photo-x2,span-x2", "-o", "stood-in.html")
                        .err())
                .contains("photo-x2: same works in the place of span-x2 for 100 % of the sources, and did here")
                .doesNotContain("span-x2: same works");

        assertThat(azulejo.run("models", "serving", "--roll-back", "span-x2").exitCode())
                .isZero();
        azulejo.enhance("coffee.png", "--recipe", "photo-x2", "-o", "back.png", "--report", "back.json");
        assertThat(Files.readString(folder.resolve("back.json")))
                .contains("\"span-x2\"")
                .doesNotContain("\"same\"");
        assertThat(folder.resolve("served.png")).hasSameBinaryContentAs(folder.resolve("back.png"));
    }

    @ParameterizedTest
    @CsvSource({
        "quantised, metric, psnr is worse by",
        "tinted, metric, colour_drift is worse by",
        "seams, numerics, receptiveField.px: the card says 4",
        "without-text, image, on page.png; on a single image it may be by"
    })
    void aSpoiltOneIsRefusedForItsOwnReason(String model, String kind, String words) throws IOException {
        var ended = promote(model);
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(Refusals.BAD_IMAGE);
        assertThat(ended.out()).contains("against  %s: ".formatted(kind), model + " is refused");
        assertThat(decision(model).path("findings").valueStream())
                .anyMatch(finding -> finding.path("kind").asText().equals(kind)
                        && finding.path("words").asText().contains(words));
        assertThat(folder.resolve("models/serving.json")).doesNotExist();
    }

    @Test
    void withoutPeopleOrAnEvaluationNothingIsPromoted() throws IOException {
        var nobody = azulejo.run(
                "models",
                "promote",
                "same",
                "--instead-of",
                "span-x2",
                "--evaluation",
                "all.json",
                "--images",
                "set.json",
                "--reviewer",
                "Ada");
        assertThat(nobody.out()).contains("against  evidence: nobody was asked: there is no result of an arena");
        Files.writeString(folder.resolve("none.json"), "{}");
        assertThat(azulejo.run(
                                "models",
                                "promote",
                                "same",
                                "--instead-of",
                                "span-x2",
                                "--reviewer",
                                "Ada",
                                "--images",
                                "set.json",
                                "--evaluation",
                                "none.json")
                        .err())
                .contains("none.json: it is no comparison");
        assertThat(azulejo.run(
                                "models",
                                "promote",
                                "../same",
                                "--instead-of",
                                "span-x2",
                                "--reviewer",
                                "Ada",
                                "--images",
                                "set.json",
                                "--evaluation",
                                "all.json")
                        .err())
                .contains("no model ../same in");
    }

    private static Azulejo.Ended promote(String model, String... more) {
        var words = new java.util.ArrayList<Object>(List.of(
                "models",
                "promote",
                model,
                "--instead-of",
                "span-x2",
                "--evaluation",
                "all.json",
                "--images",
                "set.json",
                "--reviewer",
                "Ada",
                "--without-people"));
        words.addAll(List.of(more));
        return azulejo.run(words.toArray());
    }

    private static JsonNode decision(String model) throws IOException {
        try (var files = Files.list(folder.resolve("models").resolve(model).resolve("decisions"))) {
            return new JsonMapper().readTree(files.sorted().toList().getLast().toFile());
        }
    }
}
