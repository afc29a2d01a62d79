package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.azulejo.integration.localstack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The log of the API says of each request who asked for what and what was answered, and nothing that opens a door.
@OnCloud
class RequestLogIT {
    private static final Path LOGS = LocalStack.FOLDER.resolve("functions");

    private final Cloud cloud;

    RequestLogIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void aRequestIsALineAndKeysAreInNone() {
        assumeTrue(Files.isDirectory(LOGS), "LocalStack in a container keeps its logs to itself");
        var tenant = "logged";
        var api = CloudApi.of(cloud, tenant);
        assertThat(api.get("/v1/jobs?limit=7").status()).isEqualTo(200);
        var line = Cloud.await(
                "the request's line",
                Duration.ofMinutes(2),
                () -> lines().stream()
                        .filter(each -> each.contains("\"tenant\":\"%s\"".formatted(tenant)))
                        .findFirst());
        assertThat(line)
                .contains("\"method\":\"GET\"", "/v1/jobs\"", "\"status\":", "\"milliseconds\":")
                .doesNotContain("limit=7");
        assertThat(lines()).noneMatch(each -> each.contains("azl_"));
    }

    private static List<String> lines() {
        try (var logs = Files.list(LOGS)) {
            return logs.flatMap(log -> read(log).lines()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
