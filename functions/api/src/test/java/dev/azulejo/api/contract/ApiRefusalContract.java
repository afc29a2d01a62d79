package dev.azulejo.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the API says no to, and how, wherever it runs.
public abstract class ApiRefusalContract {
    protected abstract ApiCaller caller();

    @Test
    void allThatIsWrongIsSaidAtOnceWithAPointerToEach() {
        var options = Map.of("quality", "high", "sclae", 3, "format", "iiif");
        var answer = caller().post("/v1/jobs", Map.of("input", Map.of("uplaod", "x"), "options", options, "x", 1));
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
        "'{\"name\": 7, \"bytes\": 1}', 422",
        "'{\"name\": \"a\", \"bytes\": 1, \"sha256\": \"ba78\"}', 422",
        "'{\"name\": \"a\", \"bytes\": 1, \"sha256\": 7}', 422"
    })
    void aBodyThatIsNoneIsRefused(String body, int status) {
        var answer = caller().send("POST", "/v1/uploads", BodyPublishers.ofString(body), Map.of());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).containsExactly("application/problem+json");
    }

    /// Or whoever has the key could fill the server's memory.
    @Test
    void aBodyThatNobodyNeedsIsNotRead() {
        var tooLong = "{\"name\": \"%s\", \"bytes\": 1}".formatted("x".repeat(2 << 20));
        assertThat(caller().send("POST", "/v1/uploads", BodyPublishers.ofString(tooLong), Map.of())
                        .status())
                .isEqualTo(400);
        var deep = "[".repeat(1000) + "]".repeat(1000);
        assertThat(caller().send("POST", "/v1/uploads", BodyPublishers.ofString(deep), Map.of())
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=",
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=1e1",
                "status=",
                "status=done",
                "status=QUEUED"
            })
    void aListIsAskedForByWhatThereIs(String query) {
        assertThat(caller().get("/v1/jobs?" + query).status()).isEqualTo(422);
    }

    /// Of RFC 9110, 15.5.6.
    @Test
    void aMethodThatIsNotKnownIsToldWhichAre() {
        assertThat(caller().delete("/v1/jobs").headers().get("allow")).containsExactly("GET, POST, HEAD, OPTIONS");
        assertThat(caller().put("/v1/jobs/x/cancel", new byte[0]).headers().get("allow"))
                .containsExactly("POST, OPTIONS");
        var options = caller().send("OPTIONS", "/v1/jobs/x", BodyPublishers.noBody(), Map.of());
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
            var answer = caller().send("GET", path, BodyPublishers.noBody(), Map.of("Authorization", wrong));
            assertThat(answer.status()).as(wrong).isEqualTo(401);
            assertThat(answer.headers()).containsKey("www-authenticate");
        }
    }

    private static List<String> pointers(JsonNode problem) {
        return StreamSupport.stream(problem.get("errors").spliterator(), false)
                .map(error -> error.get("pointer").asText())
                .toList();
    }
}
