package dev.azulejo.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.record.Stitched;
import dev.azulejo.core.job.record.Stitched.StripPart;
import dev.azulejo.core.job.request.JobRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTest {
    private final JacksonCodec codec = new JacksonCodec();

    static List<String> samples() {
        return Samples.names();
    }

    @Test
    void everyJobObjectHasSamplesAndEverySampleHasItsRecord() {
        assertThat(samples())
                .containsExactlyInAnyOrderElementsOf(SampleJob.records().keySet());
        assertThat(samples().stream().map(Samples::objectOf).distinct()).containsExactlyInAnyOrder(JobObject.values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fitsItsSchema(String name) {
        var sample = Samples.tree(Samples.bytes(name));
        assertThat(Schemas.errors(Samples.objectOf(name), sample)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isByteForByteWhatTheCodecWritesForItsRecord(String name) throws IOException {
        if (Boolean.getBoolean("azulejo.write")) {
            Files.write(
                    Path.of("src/main/resources/dev/azulejo/events/sample", name),
                    codec.encode(SampleJob.record(name)));
        }
        assertThat(codec.encode(SampleJob.record(name))).asString().isEqualTo(new String(Samples.bytes(name), UTF_8));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void comesBackFromARecordUnchanged(String name) {
        var record = codec.decode(Samples.bytes(name), Samples.typeOf(name));
        assertThat(codec.encode(record)).isEqualTo(Samples.bytes(name));
        assertThat(record).usingRecursiveComparison().isEqualTo(SampleJob.record(name));
    }

    @Test
    void theIdIsTheOneThatTheRequestAsksFor() {
        var request = read("request.json", JobRequest.class);
        var asked = JobRequest.of(
                request.source(),
                request.page(),
                request.chain(),
                request.otherChains(),
                request.outputs(),
                request.geometry(),
                List.of());
        assertThat(request).isEqualTo(asked);
    }

    @Test
    void theyTellOneStory() {
        var manifest = read("manifest.json", Manifest.class);
        var shards = read("shards.json", Shard[].class);
        var stitched = read("stitched.json", Stitched.class);
        var succeeded = (Outcome.Succeeded) read("outcome-succeeded.json", Outcome.class);
        assertThat(shards).hasSize(manifest.shards());
        assertThat(Arrays.stream(shards).mapToInt(Shard::tileCount).sum())
                .isEqualTo(manifest.grid().count());
        assertThat(succeeded.results()).hasSameSizeAs(manifest.results());
        for (var result : manifest.results()) {
            var file = stitched.files().get(result.number());
            assertThat(file.parts())
                    .extracting(StripPart::strip)
                    .startsWith(
                            IntStream.range(0, result.strips().count()).boxed().toArray(Integer[]::new));
            assertThat(succeeded.results().get(result.number()))
                    .returns(file.bytes(), Outcome.DeliveredResult::bytes)
                    .returns(result.size().width(), Outcome.DeliveredResult::width)
                    .returns(result.destination(), Outcome.DeliveredResult::uri);
        }
        for (var kind : List.of("rejected", "failed", "cancelled")) {
            assertThat(read("decision-%s.json".formatted(kind), Decision.class).outcome())
                    .isEqualTo(read("outcome-%s.json".formatted(kind), Outcome.class));
        }
    }

    private <T> T read(String name, Class<T> type) {
        return codec.decode(Samples.bytes(name), type);
    }
}
