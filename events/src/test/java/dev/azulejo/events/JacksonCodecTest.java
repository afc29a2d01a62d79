package dev.azulejo.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.pixels.Density;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonCodecTest {
    private final JacksonCodec codec = new JacksonCodec();

    @Test
    void whatIsNullIsLeftOutAndComesBackAsNull() {
        var bare = SampleJob.manifest(null);
        var json = Samples.tree(codec.encode(bare));
        assertThat(json.at("/plan/metadata/profile").isMissingNode()).isTrue();
        assertThat(json.at("/plan/outputs/0").has("density")).isFalse();
        assertThat(Schemas.errors(JobObject.MANIFEST, json)).isEmpty();
        assertThat(codec.decode(codec.encode(bare), Manifest.class)).isEqualTo(bare);
    }

    @Test
    void anExplicitNullReadsAsLeftOut() {
        assertThat(decode("manifest.json", "\"density\": \\{[^}]*\\}", "\"density\": null", Manifest.class)
                        .result(0)
                        .density())
                .isNull();
    }

    @Test
    void anArrayHasALinePerItemAndAnItemCanBeReadAlone() {
        var shards = SampleJob.shards();
        var lines = new String(codec.encode(shards), UTF_8).lines().toList();
        assertThat(lines).hasSize(shards.length + 2);
        var second = lines.get(2).substring(0, lines.get(2).length() - 1);
        assertThat(codec.decode(second.getBytes(UTF_8), Shard.class)).isEqualTo(shards[1]);
        assertThat(codec.decode(codec.encode(shards[1]), Shard.class)).isEqualTo(shards[1]);
    }

    @Test
    void aNumberThatJsonLacksIsRefusedWhenWritten() {
        var endless = SampleJob.manifest(new Density(Double.POSITIVE_INFINITY, 1));
        assertThatThrownBy(() -> codec.encode(endless)).hasStackTraceContaining("JSON has no number Infinity");
    }

    @Test
    void onlyJobObjectsAreWrittenAndRead() {
        assertThatThrownBy(() -> codec.encode(new Size(1, 1)))
                .hasMessage("no job object holds dev.azulejo.core.geometry.Size");
        assertThatThrownBy(() -> codec.decode(new byte[0], String[].class))
                .hasMessage("no job object holds java.lang.String[]");
    }

    @ParameterizedTest
    @EnumSource
    void whereAnImageGoesOnIsAWord(Wrap wrap) {
        var word = ", \"wrap\": \"%s\"".formatted(wrap.text());
        var rows = "\"stripRows\": 256";
        var overlap = "\"overlap\": 0";
        var request = decode("request.json", rows, rows + word, JobRequest.class);
        assertThat(request.geometry().wrap()).isEqualTo(wrap);
        var manifest = decode("manifest.json", overlap, overlap + word, Manifest.class);
        assertThat(manifest.grid().wrap()).isEqualTo(wrap);
        assertThat(Schemas.errors(JobObject.REQUEST, Samples.tree(codec.encode(request))))
                .isEmpty();
        assertThat(Schemas.errors(JobObject.MANIFEST, Samples.tree(codec.encode(manifest))))
                .isEmpty();
        assertThat(codec.encode(request)).asString().contains("\"wrap\": \"%s\"".formatted(wrap.text()));
    }

    @ParameterizedTest
    @EnumSource
    void eachOrientationIsItsExifNumber(Orientation orientation) {
        var manifest = decode(
                "manifest.json", "\"orientation\": 1", "\"orientation\": " + orientation.exifValue(), Manifest.class);
        assertThat(manifest.plan().orientation()).isEqualTo(orientation);
        assertThat(Samples.tree(codec.encode(manifest)).at("/plan/orientation").intValue())
                .isEqualTo(orientation.exifValue());
    }

    @ParameterizedTest
    @EnumSource
    void eachReasonFitsTheSchema(Outcome.Reason reason) {
        var request = SampleJob.request();
        var rejected = new Outcome.Rejected(Outcome.SCHEMA, request.job(), 0, request.source(), reason, "say why");
        assertThat(Schemas.errors(JobObject.OUTCOME, Samples.tree(codec.encode(rejected))))
                .isEmpty();
        assertThat(codec.decode(codec.encode(rejected), Outcome.class)).isEqualTo(rejected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "halo"                   | "hola"                    | $.plan.grid.halo: missing
            "halo": 21               | "halo": 210               | $.plan.grid: a tile of 256 pixels a side leaves nothing within a halo of 210 (alignment 1, overlap 0)
            "halo": 21               | "halo": "21"              | $.plan.grid.halo: Cannot coerce String value ("21") to ~int~ value
            "job": "82               | "job": "g3                | $.plan.job: a job id has 24 hex digits, got g3dd61b1c36fa6f98f86d646
            "orientation": 1         | "orientation": 9          | $.plan.orientation: an orientation is 1 to 8, got 9
            "key": "astronaut.png"   | "key": "../astronaut.png" | $.plan.source.uri: key "../astronaut.png" has an empty, '.' or '..' segment
            "recipe": "auto"         | "recipe": null            | $.plan.chain.recipe: Invalid ~null~ value encountered for property "recipe"
            "schema": 2              | "schema": 99999999999     | $.schema: version 99999999999; this build reads versions 1 to 2: upgrade Azulejo
            """)
    void aFailureSaysWhereAndWhyInOneLine(String was, String is, String message) {
        assertThatThrownBy(() -> decode("manifest.json", Pattern.quote(was), is, Manifest.class))
                .isExactlyInstanceOf(PermanentFailure.class)
                .hasMessage("manifest.json at " + message.replace('~', '`'));
    }

    @Test
    void inAnArrayAFailureNamesTheItem() {
        assertThatThrownBy(() -> decode("shards.json", "\"id\":2", "\"id\":-2", Shard[].class))
                .hasMessage("shards.json at $[2]: shard -2: 0+3 columns, 2+1 rows");
        assertThatThrownBy(() -> codec.decode("[null]".getBytes(UTF_8), Shard[].class))
                .hasMessage("shards.json at $[0]: not an object");
    }

    @Test
    void aDecisionThatLostItsOutcomeIsNoLeaveToDeliver() {
        assertThatThrownBy(() -> decode("decision-deliver.json", "deliver", "end", Decision.class))
                .isExactlyInstanceOf(PermanentFailure.class)
                .hasMessage("decision.json at $: a decision to end holds an outcome, one to deliver holds none");
        assertThatThrownBy(() -> decode("decision-failed.json", "\"end\"", "\"deliver\"", Decision.class))
                .isExactlyInstanceOf(PermanentFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "null", "[]", "1", "{} {}", "{}x", "\u0000", "{\"schema\":1,\"schema\":1}"})
    void whatIsNoObjectIsRefused(String json) {
        assertThatThrownBy(() -> codec.decode(json.getBytes(UTF_8), JobRequest.class))
                .isExactlyInstanceOf(PermanentFailure.class)
                .hasMessageMatching("request.json (is not JSON at line 1, column \\d+|at \\$): .+");
    }

    @Test
    void depthAndLengthAreLimitedAlsoInFieldsThatNobodyKnows() {
        var deep = "{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}";
        assertThatThrownBy(() -> codec.decode(deep.getBytes(UTF_8), JobRequest.class))
                .isExactlyInstanceOf(PermanentFailure.class)
                .hasMessageContaining("nesting depth (33) exceeds the maximum allowed (32");
        assertThatThrownBy(() -> codec.decode(new byte[JacksonCodec.MAX_BYTES + 1], JobRequest.class))
                .isExactlyInstanceOf(PermanentFailure.class)
                .hasMessage("request.json has 67,108,865 bytes; at most 67,108,864 are read");
    }

    private <T> T decode(String sample, String was, String is, Class<T> type) {
        var json = new String(Samples.bytes(sample), UTF_8);
        assertThat(json).containsPattern(was);
        var changed = json.replaceFirst(was, Matcher.quoteReplacement(is));
        return codec.decode(changed.getBytes(UTF_8), type);
    }
}
