package dev.azulejo.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.GeometrySpec;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.job.SampleRequests;
import dev.azulejo.core.job.SourceRef;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.resize.ResultLayout;
import dev.azulejo.core.tiling.StripLayout;
import dev.azulejo.core.tiling.TileGrid;
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
        var provenance = Provenance.of(manifest(SampleRequests.SOURCE.uri()));
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
            var provenance = Provenance.of(manifest(new StorageUri(folder, name)));
            assertThat(Metadata.checked(provenance.metadata())).isEqualTo(provenance.metadata());
        }
    }

    @Test
    void longPathsThatDifferInTheirStartAreTwoSources() {
        var tail = "/x".repeat(1_000) + "/";
        var one = manifest(new StorageUri(URI.create("file:///a" + tail), "a.png"));
        var other = manifest(new StorageUri(URI.create("file:///b" + tail), "a.png"));
        assertThat(Provenance.of(one).source())
                .endsWith(")")
                .isNotEqualTo(Provenance.of(other).source());
        assertThat(Provenance.of(one)).isEqualTo(Provenance.of(one));
    }

    private static ObjectStat object(Map<String, String> metadata) {
        return new ObjectStat("a.png", 1, Instant.EPOCH, "etag", metadata);
    }

    private static Manifest manifest(StorageUri source) {
        var request = JobRequest.of(
                new SourceRef(source, "1", 1),
                1,
                Chain.of("sample", List.of(), 2),
                OutputSpec.of(ImageFormat.PNG),
                GeometrySpec.AUTOMATIC,
                SampleRequests.DESTINATION,
                List.of());
        return new Manifest(
                Manifest.SCHEMA,
                request.job(),
                request.source(),
                request.recipe(),
                request.steps(),
                2,
                new Size(1, 1),
                ResultLayout.of(new Size(2, 2)),
                Orientation.NORMAL,
                PixelFormat.rgb8(),
                true,
                new TileGrid(new Size(1, 1), 8, 1),
                1,
                "",
                new StripLayout(new Size(2, 2), 2),
                "",
                request.output(),
                ImageMetadata.NONE,
                0,
                null,
                request.destination(),
                "decoder",
                null,
                List.of());
    }
}
