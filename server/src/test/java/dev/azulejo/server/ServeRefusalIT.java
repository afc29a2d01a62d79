package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server says no to, and how.
class ServeRefusalIT {
    /// What needs no model, and is quick.
    private static final Map<String, ?> HALF = Map.of("recipe", "resize", "percent", 50);

    @TempDir
    private static Path data;

    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    @AfterAll
    static void end() throws IOException {
        served.close();
    }

    @Test
    void allThatIsWrongIsSaidAtOnceWithAPointerToEach() {
        var options = Map.of("quality", "high", "sclae", 3, "format", "iiif");
        var answer = served.post("/v1/jobs", Map.of("input", Map.of("uplaod", "x"), "options", options, "x", 1));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.headers().get("content-type")).containsExactly("application/problem+json");
        assertThat(pointers(answer.json()))
                .containsExactlyInAnyOrder(
                        "/input/upload",
                        "/input/uplaod",
                        "/options/quality",
                        "/options/sclae",
                        "/options/format",
                        "/x");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400",
        "[], 400",
        "{, 400",
        "'{\"name\": \"a\", \"bytes\": 0}', 422",
        "'{\"name\": \"a\", \"bytes\": 1.5}', 422",
        "'{\"name\": \"a\", \"bytes\": 99999999999999999999}', 422",
        "'{\"name\": 7, \"bytes\": 1}', 422"
    })
    void aBodyThatIsNoneIsRefused(String body, int status) {
        var answer = served.send("POST", "/v1/uploads", BodyPublishers.ofString(body), Map.of());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).containsExactly("application/problem+json");
    }

    /// Or whoever has the key could fill the server's memory.
    @Test
    void aBodyThatNobodyNeedsIsNotRead() {
        var tooLong = "{\"name\": \"%s\", \"bytes\": 1}".formatted("x".repeat(2 << 20));
        assertThat(served.send("POST", "/v1/uploads", BodyPublishers.ofString(tooLong), Map.of())
                        .status())
                .isEqualTo(400);
        var deep = "[".repeat(1000) + "]".repeat(1000);
        assertThat(served.send("POST", "/v1/uploads", BodyPublishers.ofString(deep), Map.of())
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "limit=1e1", "status=", "status=done", "status=QUEUED"})
    void aListIsAskedForByWhatThereIs(String query) {
        assertThat(served.get("/v1/jobs?" + query).status()).isEqualTo(422);
    }

    /// Of RFC 9110, 15.5.6.
    @Test
    void aMethodThatIsNotKnownIsToldWhichAre() {
        assertThat(served.delete("/v1/jobs").headers().get("allow")).containsExactly("GET, POST, HEAD, OPTIONS");
        assertThat(served.put("/v1/jobs/x/cancel", new byte[0]).headers().get("allow"))
                .containsExactly("POST, OPTIONS");
        var options = served.send("OPTIONS", "/v1/jobs/x", BodyPublishers.noBody(), Map.of());
        assertThat(options.headers().get("allow")).containsExactly("DELETE, GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/jobs",
                "/v1/jobs/0123456789abcdef01234567",
                "/v1/jobs/0123456789abcdef01234567/events",
                "/v1/recipes",
                "/v1/models",
                "/v1/options"
            })
    void nobodyWithoutTheKeyIsToldAnything(String path) {
        for (var wrong : List.of("", "Bearer azl_0123", "Bearer ", "Basic azl")) {
            var answer = served.send("GET", path, BodyPublishers.noBody(), Map.of("Authorization", wrong));
            assertThat(answer.status()).as(wrong).isEqualTo(401);
            assertThat(answer.headers()).containsKey("www-authenticate");
        }
    }

    @Test
    void aLinkGivesWhatItSaysAndNothingElse() {
        var job = served.ended(served.submit(served.upload("a.png", Served.png(5, 40, 40)), HALF));
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

    private static List<String> pointers(JsonNode problem) {
        return StreamSupport.stream(problem.get("errors").spliterator(), false)
                .map(error -> error.get("pointer").asText())
                .toList();
    }
}
