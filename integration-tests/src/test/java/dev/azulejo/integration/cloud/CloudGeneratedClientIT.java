package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.server.GeneratedClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients that programs have made from `docs/openapi.json` do whole jobs with the function behind the gateway.
@OnCloud
@TestInstance(Lifecycle.PER_CLASS)
class CloudGeneratedClientIT {
    private final Cloud cloud;

    @AutoClose
    WarmWorker worker; // not private: it is only closed

    CloudGeneratedClientIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @BeforeAll
    void startWorker(@TempDir Path folder) {
        worker = WarmWorker.start(cloud, folder, Map.of());
    }

    /// Each for a tenant of its own: they ask for the same job.
    @ParameterizedTest
    @EnumSource
    void doesAWholeJob(GeneratedClient client, @TempDir Path folder) throws IOException {
        var caller = CloudApi.of(cloud, "generated-" + client.name().toLowerCase(Locale.ROOT));
        var result = client.wholeJob(folder, caller.address(), caller.key());
        assertThat(ApiCaller.decoded(Files.readAllBytes(result)).getWidth()).isEqualTo(30);
    }
}
