package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.server.GeneratedClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that a program has made from `docs/openapi.json` does a whole job with the function behind the gateway.
@OnCloud
class CloudGeneratedClientIT {
    private final Cloud cloud;

    CloudGeneratedClientIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void doesAWholeJob(@TempDir Path folder) throws IOException {
        var caller = CloudApi.of(cloud, "generated");
        try (var _ = WarmWorker.start(cloud, folder, Map.of())) {
            var result = GeneratedClient.PYTHON.wholeJob(folder, caller.address(), caller.key());
            assertThat(ApiCaller.decoded(Files.readAllBytes(result)).getWidth()).isEqualTo(30);
        }
    }
}
