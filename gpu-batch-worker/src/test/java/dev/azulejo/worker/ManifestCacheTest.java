package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobKeys;
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
        assertThat(cache.get(job.attempt())).isSameAs(cache.get(job.attempt()));
    }

    @Test
    void thatOfAnotherAttemptIsReadAnew() {
        var second = new Attempt(job.id(), 1);
        var first = cache.get(job.attempt());
        var text = new String(new JacksonCodec().encode(first), StandardCharsets.UTF_8);
        storage.put(
                JobKeys.manifest(second),
                text.replace("\"noise\"", "\"another\"").getBytes(StandardCharsets.UTF_8));
        assertThat(cache.get(second).plan().decoder()).isEqualTo("another");
    }

    @Test
    void manyJobsPushTheFirstOut() {
        var first = cache.get(job.attempt());
        for (int seed = 2; seed < 20; seed++) {
            cache.get(SampleJob.plan(objects, new DoublingModel(), seed).attempt());
        }
        assertThat(cache.get(job.attempt())).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void oneThatIsMissingIsNamed() {
        storage.delete(JobKeys.manifest(job.attempt()));
        assertThatThrownBy(() -> cache.get(job.attempt()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("jobs/%s/attempts/0/manifest.json is missing".formatted(job.id()));
    }
}
