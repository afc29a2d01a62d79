package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ManifestCacheTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final JobObjects objects = new JobObjects(storage, new JacksonCodec());
    private final SampleJob job = SampleJob.plan(objects, new DoublingModel(), 1);
    private final ManifestCache cache = new ManifestCache(objects);

    @Test
    void aManifestIsReadOnce() {
        assertThat(cache.get(job.id())).isSameAs(cache.get(job.id()));
    }

    @Test
    void oneThatWasReplacedIsReadAnew() {
        var before = cache.get(job.id());
        var text = new String(new JacksonCodec().encode(before), StandardCharsets.UTF_8);
        storage.put(
                JobKeys.manifest(job.id()),
                text.replace("\"noise\"", "\"another\"").getBytes(StandardCharsets.UTF_8));
        assertThat(cache.get(job.id()).plan().decoder()).isEqualTo("another");
    }

    @Test
    void manyJobsPushTheFirstOut() {
        var first = cache.get(job.id());
        for (int seed = 2; seed < 20; seed++) {
            cache.get(SampleJob.plan(objects, new DoublingModel(), seed).id());
        }
        assertThat(cache.get(job.id())).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void oneThatIsMissingIsNamed() {
        storage.delete(JobKeys.manifest(job.id()));
        assertThatThrownBy(() -> cache.get(job.id()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("jobs/%s/manifest.json is missing".formatted(job.id()));
    }
}
