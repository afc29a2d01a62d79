package dev.azulejo.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.SampleRequests;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.storage.Metadata;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    @Test
    void whatAResultCarriesIsReadAgain() {
        var provenance = provenance(SampleRequests.SOURCE.uri());
        assertThat(provenance.source()).isEqualTo("file:///home/ana/photos/a.png");
        assertThat(Provenance.of(object(provenance.metadata()))).contains(provenance);
    }

    @Test
    void aFileThatNobodyMarkedHasNone() {
        assertThat(Provenance.of(object(Map.of()))).isEmpty();
        assertThat(Provenance.of(object(Map.of("camera", "x")))).isEmpty();
    }

    @Test
    void theLongestPathInAnyScriptFits() {
        var folder = Path.of("/дом" + "/фотографии из отпуска".repeat(60)).toUri();
        for (var name : List.of("a.png", "ж".repeat(127) + ".png", "🌅".repeat(60) + ".png")) {
            var provenance = provenance(new StorageUri(folder, name));
            assertThat(Metadata.checked(provenance.metadata())).isEqualTo(provenance.metadata());
        }
    }

    @Test
    void longPathsThatDifferInTheirStartAreTwoSources() {
        var tail = "/x".repeat(1_000) + "/";
        var uri = new StorageUri(URI.create("file:///a" + tail), "a.png");
        var one = provenance(uri);
        var other = provenance(new StorageUri(URI.create("file:///b" + tail), "a.png"));
        assertThat(one.source()).endsWith(")").isNotEqualTo(other.source());
        assertThat(one).isEqualTo(provenance(uri));
    }

    private static ObjectStat object(Map<String, String> metadata) {
        return new ObjectStat("a.png", 1, Instant.EPOCH, "etag", metadata);
    }

    private static Provenance provenance(StorageUri source) {
        return Provenance.of(new JobId("0123456789abcdef01234567"), new SourceRef(source, "1", 1));
    }
}
