package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A queue of shards is fair to those that this tells apart.
class OwnersTest {
    private final TestPipeline pipeline = new TestPipeline();

    @ParameterizedTest
    @CsvSource({
        "s3://out/api/, acme/j1/a.png, api/acme",
        "s3://out/api/, other/j1/a.png, api/other",
        "s3://out, routes/shop/b/c.png, routes/shop",
        "s3://out, photo-x2/api/a.png, inbox",
        "s3://out, photo-x2/a.png, inbox",
        "s3://out, api/a.png, inbox"
    })
    void aJobIsOfTheTenantOrRouteToWhichItsResultGoes(String place, String key, String owner) {
        var moved = moved(place, key);
        pipeline.objects.begin(moved);

        assertThat(new Owners(pipeline.objects).of(moved.job())).isEqualTo(owner);
        assertThat(new Owners(pipeline.objects).of(new JobId("f".repeat(24)))).isEqualTo("inbox");
    }

    /// A tenant's thousand do not make the one wait that the same tenant asks for alone.
    @Test
    void batchesOfATenantWaitInALineOfTheirOwn() {
        var one = moved("s3://out/api/", "acme/j1/a.png");
        pipeline.objects.begin(one.inBulk());

        assertThat(new Owners(pipeline.objects).of(one.job())).isEqualTo("api/acme/bulk");
    }

    private JobRequest moved(String place, String key) {
        var job = pipeline.takeIn("photo-x2/a.png", TestPhotos.photo("png", 20, 20))
                .job();
        var request = pipeline.objects.request(job);
        var first = request.outputs().getFirst();
        return JobRequest.of(
                request.source(),
                request.page(),
                request.chain(),
                new WantedResult(first.encoding(), first.target(), new StorageUri(URI.create(place), key), null),
                request.geometry(),
                List.of());
    }
}
