package dev.azulejo.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /// RFC 8259, 4: of names that are not unique, readers take different ones. And a body is one document.
    @ParameterizedTest
    @CsvSource({
        "'{\"name\": \"a\", \"bytes\": 1, \"name\": \"b\"}', 'line 1, column 33'",
        "'{\"name\": \"a\", \"bytes\": 1} {\"name\": \"b\", \"bytes\": 1}', 'line 1, column 27'",
        "'{\"name\": \"a\", \"bytes\": 1}]', 'line 1, column'",
        "'{\"name\": \"a\", \"bytes\": 1} x', 'line 1, column'",
        "'{\"name\": \"a\", bytes: 1}', 'line 1, column 15'"
    })
    void aBodyIsOneDocumentInWhichNoNameComesTwice(String body, String place) {
        var answer = caller().send("POST", "/v1/uploads", BodyPublishers.ofString(body), Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText()).contains(place);
    }

    /// Of many mistakes nobody reads all, and each would be written anew.
    @Test
    void anAnswerNamesAHundredMistakesAtMost() {
        var body = new HashMap<String, Integer>();
        IntStream.range(0, 20_000).forEach(number -> body.put("field" + number, number));
        var answer = caller().post("/v1/jobs", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors")).hasSize(100);
        assertThat(answer.json().get("detail").asText()).startsWith("20002 fields are wrong");
        assertThat(answer.bytes().length).isLessThan(20_000);
        var options = new HashMap<String, Integer>();
        IntStream.range(0, 20_000).forEach(number -> options.put("formt" + number, number));
        var wrong = caller().post("/v1/jobs", Map.of("input", Map.of("upload", "x"), "options", options));
        assertThat(wrong.json().get("errors")).hasSizeLessThanOrEqualTo(100);
        assertThat(wrong.bytes().length).isLessThan(50_000);
    }

    /// RFC 9457, 3.1.1: a type that is an address should explain the problem to people.
    @Test
    void theTypeOfAProblemCanBeOpened() {
        var problem = caller().get("/v1/jobs?x=1").json();
        var page = caller().send(
                        "GET", problem.get("type").asText(), BodyPublishers.noBody(), Map.of("Authorization", ""));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.text()).contains(problem.get("title").asText());
        assertThat(caller().get("/v1/problems/none").status()).isEqualTo(404);
    }

    @Test
    void everyAnswerNamesItsRequest() {
        var ids = Stream.of("/v1/jobs", "/v1/jobs/x", "/v1/health", "/v1/jobs?x=1")
                .map(path -> caller().send("GET", path, BodyPublishers.noBody(), Map.of("X-Request-Id", "mine")))
                .map(answer -> answer.header("x-request-id"))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("r[0-9a-f]{24}"));
    }

    /// Fields of the body have names without dashes, and so has what is said of them.
    @Test
    void noAnswerSpeaksTheWordsOfTheCommand() {
        var png = ApiCaller.png(70, 20, 20);
        var options = Map.of("recipe", "resize", "percent", 50, "format", "png", "max-bytes", 100);
        var body = Map.of("input", Map.of("upload", caller().upload("a.png", png)), "options", options);
        var quote = caller().post("/v1/quotes", body);
        assertThat(quote.json().at("/refusal/detail").asText())
                .as(quote.text())
                .contains("ask for format jpeg")
                .doesNotContain("--");
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
                "status=QUEUED",
                "staus=failed",
                "limit=1&limit=2",
                "cursor=",
                "cursor=x",
                "recipe=",
                "createdFrom=",
                "createdFrom=2026-12-01T10:00:00-24:00",
                "batch=",
                "cursor=../../ana/jobs/7ffffe6a1c2d3e4f-0123456789abcdef01234567"
            })
    void aListIsAskedForByWhatThereIs(String query) {
        assertThat(caller().get("/v1/jobs?" + query).status()).isEqualTo(422);
    }

    /// Clients that generators make accept nothing but problems there, as nothing else has a body (RFC 9110, 12.5.1).
    @ParameterizedTest
    @ValueSource(strings = {"jobs/0123456789abcdef01234567", "uploads/u0", "webhooks/w0"})
    void whoeverDeletesNeedNotAcceptJson(String thing) {
        var deleted = caller().send(
                        "DELETE",
                        "/v1/" + thing,
                        BodyPublishers.noBody(),
                        Map.of("Accept", "application/problem+json"));
        assertThat(deleted.status()).isEqualTo(404);
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
