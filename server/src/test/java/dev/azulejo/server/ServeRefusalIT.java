package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiRefusalContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server says no to, and how.
class ServeRefusalIT extends ApiRefusalContract {
    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    @Override
    protected ApiCaller caller() {
        return served;
    }

    @Test
    void aLinkGivesWhatItSaysAndNothingElse() {
        var job = served.ended(served.submit(
                served.upload("a.png", Served.png(5, 40, 40)), Map.of("recipe", "resize", "percent", 50)));
        var url = job.at("/results/0/url").asText();
        assertThat(served.get(url).status()).isEqualTo(200);
        assertThat(served.put(url, new byte[] {1}).status()).isEqualTo(403);
        int middle = url.indexOf('/', "/v1/content/".length()) / 2;
        var forged = url.substring(0, middle) + (url.charAt(middle) == 'A' ? 'B' : 'A') + url.substring(middle + 1);
        assertThat(served.get(forged).status()).isEqualTo(403);
    }

    @Test
    void anUploadTakesTheBytesThatWereAnnounced() {
        var upload = served.post("/v1/uploads", Map.of("name", "a.png", "bytes", 100))
                .json();
        var url = upload.at("/parts/0/url").asText();
        var early = served.post(
                "/v1/jobs", Map.of("input", Map.of("upload", upload.get("id").asText())));
        assertThat(early.status()).isEqualTo(409);
        assertThat(served.put(url, new byte[99]).status()).isEqualTo(409);
        assertThat(served.put(url, new byte[101]).status()).isEqualTo(413);
        assertThat(served.put(url, new byte[100]).status()).isEqualTo(204);
    }

    /// There lie the uploads of all tenants.
    @Test
    void theServersOwnFolderIsNoPlaceForOthers(@TempDir Path other) {
        for (var place : List.of(other.resolve("uploads"), other, Path.of(String.valueOf(other.getParent())))) {
            assertThatThrownBy(() ->
                            Served.on(other, "--allow-place", place.toUri().toString()))
                    .hasMessageContaining("--allow-place: ")
                    .hasMessageContaining("have files in common");
        }
        assertThatThrownBy(() -> Served.on(other, "--allow-place", "photos")).hasMessageContaining("is no place");
    }

    @Test
    void aPortThatIsTakenIsNamed(@TempDir Path other) {
        var port = String.valueOf(served.address().getPort());
        assertThatThrownBy(() -> Served.on(other, "--port", port))
                .hasMessageContaining("cannot listen on 127.0.0.1, port " + port);
    }

    @Test
    void aLimitOfClientsThatIsNoneIsNamed(@TempDir Path other) {
        assertThatThrownBy(() -> Served.on(other, "--connections-per-address", "0", "--transfers-per-tenant", "9000"))
                .hasMessageContaining("--connections-per-address is 0, not a whole number from 1 to 8192")
                .hasMessageContaining("--transfers-per-tenant is 9000");
    }
}
