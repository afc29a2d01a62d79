package dev.azulejo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `azulejo lab train` with a chain whose networks learn together in the end.
@NeedsTorch
class TogetherIT {
    private static final String SMALL = "{\"kind\": \"plain\", \"depth\": 3, \"channels\": 6}";
    private static final Path SPAN = Path.of("../models/span-x2").toAbsolutePath();
    private static final Pattern MEAN = Pattern.compile("mean of 1 ([+-][0-9.]+) dB");

    @TempDir
    Path folder;

    @BeforeEach
    void aFirstStage() throws IOException {
        recipe("restore", 1, SMALL, 60, "");
    }

    private void recipe(String id, int scale, String net, int steps, String more) throws IOException {
        Files.writeString(folder.resolve(id + ".json"), """
                {"schema": 1, "id": "%s", "description": "For a test.", "scale": %d, "net": %s,
                 "seed": 1, "steps": %d, "batch": 4, "patch": 16, "loss": "charbonnier", "rate": 0.002, "average": 0.9,
                 "pictures": {"scenes": 4, "side": 128}%s,
                 "damage": [{"kind": "fit", "filters": ["bicubic"]}, {"kind": "jpeg", "quality": 30}]}""".formatted(id, scale, net, steps, more));
    }

    private Path chain(String last, String together) throws IOException {
        return Files.writeString(
                folder.resolve("chain.json"),
                "{\"schema\": 1, \"id\": \"both\", \"stages\": [\"restore.json\", \"%s.json\"]%s}"
                        .formatted(last, together));
    }

    private static String lab(Object... words) {
        var ended = LabRun.of(words);
        assertThat(ended.code()).as(ended.said()).isZero();
        return ended.said();
    }

    private byte[] model(String place) throws IOException {
        return Files.readAllBytes(folder.resolve(place).resolve("model.onnx"));
    }

    private static String hash(byte[] model) {
        return Hash.of(model).hex();
    }

    @Test
    void whatLearnsTogetherIsBetterAndSaysWhatItLearnedWith() throws IOException {
        recipe("enlarge", 2, SMALL, 60, "");
        var photos = Files.createDirectory(folder.resolve("photos"));
        Files.copy(Path.of("../docs/images/chelsea.png"), photos.resolve("chelsea.png"));
        var apart = lab("train", chain("enlarge", ""), "-o", folder.resolve("apart"), "--measure", photos);
        var chain = chain("enlarge", ", \"together\": {\"steps\": 120, \"rate\": 0.002}");
        var one = lab("train", chain, "-o", folder.resolve("one"), "--measure", photos);

        assertThat(mean(one)).isGreaterThan(mean(apart) + 0.1);
        for (var id : List.of("restore", "enlarge")) {
            var before = model("apart/" + id);
            var after = model("one/" + id);
            assertThat(hash(after)).isNotEqualTo(hash(before));
            assertThat(hash(model("one/training-" + id + "/" + id))).isEqualTo(hash(before));
            assertThat(one).contains("weights " + hash(after));
            var other = id.equals("restore") ? "enlarge" : "restore";
            assertThat(card("one/" + id).at("/weights/source").asText())
                    .contains("4 drawn scenes, 60 steps, seed 1, training ")
                    .contains(", then 120 steps from %.16s on, together with %s %.16s, training "
                            .formatted(hash(before), other, hash(model("one/" + other))));
        }
        assertThat(folder.resolve("one/training-both/checkpoint")).exists();
    }

    private static double mean(String said) {
        var found = MEAN.matcher(said);
        assertThat(found.find()).as(said).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private JsonNode card(String place) throws IOException {
        return new JsonMapper()
                .readTree(folder.resolve(place).resolve("card.json").toFile());
    }

    /// The share of the start is in the model with which they begin, and is not mixed in again.
    @Test
    void aPublishedSpanLearnsTogetherInSixteenBitsAndKeepsItsGraph() throws IOException {
        var start = ", \"arithmetic\": \"bf16\", \"start\": {\"model\": \"%s\", \"share\": 0.5}".formatted(SPAN);
        recipe("restore", 1, SMALL, 1, "");
        recipe("enlarge", 2, "{\"kind\": \"span\", \"depth\": 6, \"channels\": 48}", 1, start);
        lab("train", chain("enlarge", ", \"together\": {\"steps\": 2, \"rate\": 0.001}"), "-o", folder);
        var model = model("enlarge");
        assertThat(model.length).isEqualTo(Files.size(SPAN.resolve("model.onnx")));
        assertThat(hash(model)).isNotEqualTo(hash(model("training-enlarge/enlarge")));
        assertThat(card("enlarge").path("shrinks")).isEqualTo(published().path("shrinks"));
    }

    private static JsonNode published() throws IOException {
        return new JsonMapper().readTree(SPAN.resolve("card.json").toFile());
    }

    @Test
    void aQuoteCountsTheStepsTogether() throws IOException {
        recipe("enlarge", 2, SMALL, 100, "");
        var chain = chain("enlarge", ", \"together\": {\"steps\": 70, \"rate\": 0.002}");
        assertThat(lab("quote", chain, "--seconds", "0.1"))
                .containsPattern("restore: 60 steps of 0\\.[0-9]+ s")
                .containsPattern("enlarge: 100 steps of 0\\.[0-9]+ s")
                .containsPattern("together: 70 steps of 0\\.[0-9]+ s");
    }
}
