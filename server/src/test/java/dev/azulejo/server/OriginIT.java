package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What pages of others can do to the server, in the browser of somebody who has its page open: nothing, as
/// a browser adds no key to a request by itself.
class OriginIT {
    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    private static HttpResponse<String> fromAnotherPage(String method, String path, String... more) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(served.address().resolve(path))
                    .method(method, BodyPublishers.ofString("{}"))
                    .header("Origin", "http://127.0.0.1:1")
                    .header("Sec-Fetch-Site", "same-site")
                    .header("Content-Type", "application/json");
            return client.send((more.length > 0 ? request.headers(more) : request).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/jobs",
        "POST,/v1/page-key",
        "POST,/v1/drives",
        "GET,/v1/jobs",
        "DELETE,/v1/drives/dropbox/default"
    })
    void aRequestOfAnotherPageHasNoKeyAndIsRefused(String method, String path) throws IOException {
        var answer = fromAnotherPage(method, path);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void anotherPageMayNotAskWithAKeyOfItsOwnEither() throws IOException {
        var asked = fromAnotherPage(
                "OPTIONS",
                "/v1/jobs",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization");
        assertThat(asked.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(asked.headers().firstValue("access-control-allow-headers")).isEmpty();
    }

    /// So that there is nothing for others to ride on.
    @Test
    void noAnswerSetsACookie() {
        for (var path : new String[] {"/", "/v1/jobs", "/v1/recipes"}) {
            assertThat(served.get(path).header("set-cookie")).as(path).isEmpty();
        }
        assertThat(served.post("/v1/page-key", Map.of()).header("set-cookie")).isEmpty();
    }

    @Test
    void aKeyIsExchangedForOneThatIsGoodAndEndsWithIt() {
        var ana = served.as(Served.key(data, "ana"));
        var pages = ana.post("/v1/page-key", Map.of()).json().get("key").asText();
        assertThat(pages).isNotEqualTo(ana.key());
        assertThat(served.as(pages).get("/v1/jobs").status()).isEqualTo(200);
        assertThat(served.as(pages).get("/v1/drives").status())
                .as("hers is no owner's")
                .isEqualTo(404);
        var id = Served.keys(data, "list", "ana").out().split(" +", 3)[1];
        assertThat(Served.keys(data, "revoke", "ana", id).exit()).isZero();
        assertThat(served.as(pages).get("/v1/jobs").status()).isEqualTo(401);
        assertThat(served.post("/v1/page-key", Map.of()).json().get("key").asText())
                .isEqualTo(served.key());
    }
}
