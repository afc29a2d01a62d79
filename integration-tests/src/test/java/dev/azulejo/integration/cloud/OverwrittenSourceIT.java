package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.integration.command.Azulejo;
import dev.azulejo.integration.command.Pictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A source that is overwritten while its first version is under way: one job for each, and the newer one shows.
@OnCloud
class OverwrittenSourceIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;
    private final HeldTasks tasks;

    OverwrittenSourceIT(Cloud cloud) {
        this.cloud = cloud;
        this.tasks = new HeldTasks(cloud);
    }

    @Test
    void theNewerShowsWhenTheOlderJobEndsLast(@TempDir Path folder) throws IOException {
        var key = "photo-x2/overwritten/older last.png";
        var older = dropped(key, folder, 60);
        var held = tasks.take(older, SOON);
        var newer = dropped(key, folder, 180);
        try (var _ = WarmWorker.start(cloud, folder, Map.of())) {
            assertThat(cloud.awaitOutcome(newer, SOON)).isInstanceOf(Succeeded.class);
            tasks.release(held);
            assertThat(cloud.awaitOutcome(older, SOON))
                    .isInstanceOfSatisfying(
                            Succeeded.class,
                            outcome -> assertThat(outcome.superseded()).isTrue());
        }
        assertEachWasVisibleWithItsOwnBytes(key, folder, newer);
        assertThat(cloud.versions(StackOutput.OUTBOX_BUCKET, key)).hasSize(1);
    }

    @Test
    void theNewerReplacesAnOlderThatWasVisible(@TempDir Path folder) throws IOException {
        var key = "photo-x2/overwritten/newer last.png";
        try (var _ = WarmWorker.start(cloud, folder, Map.of())) {
            var older = dropped(key, folder, 60);
            assertThat(cloud.awaitOutcome(older, SOON)).isInstanceOf(Succeeded.class);
            var newer = dropped(key, folder, 180);
            assertThat(cloud.awaitOutcome(newer, SOON)).isInstanceOf(Succeeded.class);
            assertEachWasVisibleWithItsOwnBytes(key, folder, newer);
            assertThat(cloud.versions(StackOutput.OUTBOX_BUCKET, key)).hasSize(2);
        }
    }

    /// Drops one of several pictures of equal size; its version is remembered in the folder.
    private JobId dropped(String key, Path folder, int left) {
        var file = Pictures.write(
                Pictures.part("astronaut.png", left, 40, 150, 120), folder.resolve("source-%d.png".formatted(left)));
        try {
            return cloud.awaitJob(cloud.drop(key, Files.readAllBytes(file)), SOON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whatever ever lay at the key says which job made it; that job's source gives just these bytes.
    private void assertEachWasVisibleWithItsOwnBytes(String key, Path folder, JobId lastOne) throws IOException {
        var expected = new HashMap<String, byte[]>();
        for (var left : new int[] {60, 180}) {
            var source = folder.resolve("source-%d.png".formatted(left));
            var result = folder.resolve("result-%d.png".formatted(left));
            Azulejo.warm(folder).enhance(source, "-o", result, "--recipe", "photo-x2");
            expected.put(Pictures.sha256(source), Files.readAllBytes(result));
        }
        for (var version : cloud.versions(StackOutput.OUTBOX_BUCKET, key)) {
            var job = cloud.jobOfResult(key, version.versionId());
            var source = cloud.jobs().request(job).source();
            var sourceBytes =
                    cloud.bytesOf(StackOutput.INBOX_BUCKET, source.uri().key(), source.version());
            var file = Files.write(folder.resolve("was-visible-source.png"), sourceBytes);
            assertThat(cloud.bytesOf(StackOutput.OUTBOX_BUCKET, key, version.versionId()))
                    .isEqualTo(expected.get(Pictures.sha256(file)));
        }
        assertThat(cloud.jobOfResult(
                        key,
                        cloud.versions(StackOutput.OUTBOX_BUCKET, key)
                                .getFirst()
                                .versionId()))
                .isEqualTo(lastOne);
    }
}
