package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that allows this machine, and what nobody may have it do: share its folder, or ask itself.
class OneServerIT {
    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data, "--allow-network", "127.0.0.1/32");
    }

    @Test
    void aSecondServerOnTheFolderSaysWhoHoldsIt() {
        assertThatThrownBy(() -> Served.on(data))
                .hasMessageContaining("another azulejo serve uses the folder")
                .hasMessageContaining("process ")
                .hasMessageContaining("--data");
        assertThat(served.get("/v1/jobs").status()).isEqualTo(200);
    }

    @Test
    void theServersOwnApiIsNoFileOnTheWeb() {
        for (var host : new String[] {"127.0.0.1", "localhost"}) {
            var url = "http://%s:%d/v1/jobs".formatted(host, served.address().getPort());
            var answer = served.post(
                    "/v1/jobs",
                    Map.of("input", Map.of("url", url), "options", Map.of("recipe", "resize", "percent", 50)));
            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
            assertThat(answer.text()).contains("has no address that may be used");
        }
    }

    @Test
    void webhooksThatCouldNeverBeSentAreNotMade() {
        for (var url : new String[] {
            "http://127.0.0.1:%d/".formatted(served.address().getPort()),
            "http://169.254.169.254/",
            "http://0.0.0.0/",
            "https://10.0.0.7/"
        }) {
            assertThat(served.post("/v1/webhooks", Map.of("url", url)).status())
                    .as(url)
                    .isEqualTo(422);
        }
        assertThat(served.post("/v1/webhooks", Map.of("url", "http://127.0.0.1:1024/"))
                        .status())
                .isEqualTo(201);
    }
}
