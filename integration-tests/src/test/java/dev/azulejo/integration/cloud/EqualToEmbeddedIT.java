package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.Variable;
import dev.azulejo.integration.command.Azulejo;
import dev.azulejo.integration.command.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command on this machine and the functions, machines and workers of the cloud make the same bytes.
@OnCloud
class EqualToEmbeddedIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;

    EqualToEmbeddedIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void bothMakeTheSameBytes(String format, @TempDir Path folder) throws IOException {
        var source =
                Pictures.write(Pictures.part("astronaut.png", 60, 20, 400, 360), folder.resolve("source." + format));
        var embedded = folder.resolve("embedded." + format);
        Azulejo.warm(folder).enhance(source, "-o", embedded, "--recipe", "photo-x2", "--shard-tiles", 2);

        var key = "photo-x2/equal/to embedded." + format;
        try (var _ = WarmWorker.start(cloud, folder, Map.of(Variable.THREADS.text(), "1"))) {
            var job = cloud.awaitJob(
                    cloud.drop(key, Files.readAllBytes(source), Map.of("azulejo-shard-tiles", "3")), SOON);
            cloud.awaitOutcome(job, SOON);
        }
        assertThat(cloud.bytes(cloud.outbox(), key)).isEqualTo(Files.readAllBytes(embedded));
    }

    @Test
    void bothMakeTheSamePyramid(@TempDir Path folder) throws IOException {
        var source = Pictures.write(Pictures.cat(200, 140), folder.resolve("source.jpg"));
        var embedded = Files.createDirectory(folder.resolve("embedded"));
        Azulejo.warm(folder).enhance(source, "-o", embedded.resolve("cat.jpg.dzi"), "--recipe", "photo-x2");

        try (var _ = WarmWorker.start(cloud, folder, Map.of(Variable.THREADS.text(), "1"))) {
            var metadata = Map.of("azulejo-format", "dzi");
            var job =
                    cloud.awaitJob(cloud.drop("photo-x2/pyramid/cat.jpg", Files.readAllBytes(source), metadata), SOON);
            cloud.awaitOutcome(job, SOON);
        }
        try (var files = Files.walk(embedded);
                var objects = cloud.outbox().list("photo-x2/pyramid/")) {
            var expected = files.filter(Files::isRegularFile).sorted().toList();
            assertThat(expected).hasSize(2 + 4 + 9);
            assertThat(objects).hasSize(expected.size());
            for (var file : expected) {
                var key = "photo-x2/pyramid/"
                        + embedded.relativize(file).toString().replace('\\', '/');
                assertThat(cloud.bytes(cloud.outbox(), key)).as(key).isEqualTo(Files.readAllBytes(file));
            }
        }
    }
}
