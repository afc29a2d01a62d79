package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed by SIGKILL with jobs open, and started again on the same folder.
class ServeKillIT {
    private static final int JOBS = 20;

    @TempDir
    private Path data;

    @Test
    void allJobsEndOnce() throws IOException {
        List<String> jobs;
        try (var served = Served.on(data)) {
            jobs = IntStream.range(0, JOBS)
                    .mapToObj(number -> served.submit(
                            served.upload("a%d.png".formatted(number), Served.png(number, 60, 60)),
                            number % 4 == 0 ? Map.of("recipe", "photo-x2") : Map.of("recipe", "resize", "percent", 50)))
                    .toList();
            served.ended(jobs.get(2));
            served.kill();
        }
        try (var served = Served.on(data)) {
            for (int number = 0; number < JOBS; number++) {
                var job = served.ended(jobs.get(number));
                assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
                assertThat(job.get("attempt").asInt()).isZero();
                assertThat(Served.decoded(served.result(job)).getWidth()).isEqualTo(number % 4 == 0 ? 120 : 30);
            }
            assertThat(served.all().stream().map(job -> job.get("id").asText()))
                    .containsExactlyInAnyOrderElementsOf(jobs);
        }
    }
}
