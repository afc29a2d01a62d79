package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients that programs have made from `docs/openapi.json` do whole jobs.
class GeneratedClientIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void doesAWholeJob(GeneratedClient client) throws IOException {
        try (var served = Served.on(folder.resolve("data"))) {
            var result = client.wholeJob(folder, served.address(), served.key());
            assertThat(ApiCaller.decoded(Files.readAllBytes(result)).getWidth()).isEqualTo(30);
        }
    }
}
