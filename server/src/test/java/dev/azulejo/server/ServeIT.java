package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One server, asked by somebody who knows the key, and by some who do not.
class ServeIT {
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
    void aPhotographComesBackEnlarged() throws IOException {
        var upload = served.upload("../holidays/cat \u00e9.png", Served.png(1, 60, 40));
        var asked = Map.of("input", Map.of("upload", upload));
        var quote = served.post("/v1/quotes", asked).json();
        assertThat(quote.at("/results/0/width").asInt()).isEqualTo(120);
        assertThat(quote.get("refusal").isNull()).isTrue();

        var accepted = served.post("/v1/jobs", asked);
        assertThat(accepted.status()).isEqualTo(202);
        var job = served.ended(accepted.json().get("id").asText());
        assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.at("/input/name").asText()).isEqualTo("cat \u00e9.png");
        assertThat(job.get("chosen").asText()).isEqualTo(quote.get("chosen").asText());
        assertThat(job.at("/progress/tiles/done").asInt())
                .isEqualTo(job.at("/progress/tiles/all").asInt())
                .isPositive();
        var result = Served.decoded(served.result(job));
        assertThat(result.getWidth()).isEqualTo(120);
        assertThat(result.getHeight()).isEqualTo(80);
    }

    @Test
    void whoeverFollowsAJobHearsOfItsEnd() {
        var job = served.submit(served.upload("a.png", Served.png(2, 40, 40)), HALF);
        var heard = served.get("/v1/jobs/" + job + "/events").text();
        assertThat(heard).contains("event:job").contains("\"status\":\"succeeded\"");
    }

    @Test
    void aBrokenFileAmongTenHurtsNoOther() {
        var jobs = IntStream.range(0, 10)
                .mapToObj(number -> {
                    var png = Served.png(10 + number, 50, 30);
                    return number == 4 ? new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0} : png;
                })
                .map(file -> served.submit(served.upload("a.png", file), HALF))
                .toList();
        var ends = jobs.stream().map(served::ended).toList();
        assertThat(ends.stream().filter(job -> job.get("status").asText().equals("succeeded")))
                .hasSize(9);
        var problem = ends.get(4).get("problem");
        assertThat(problem.get("reason").asText()).isEqualTo("unreadable");
        assertThat(problem.get("advice").asText()).isNotEmpty();
        assertThat(ends.get(4).get("results")).isEmpty();
    }

    @Test
    void fiftyEqualRequestsAtOnceAreOneJob() {
        var upload = served.upload("a.png", Served.png(3, 64, 64));
        var body = Map.of("input", Map.of("upload", upload), "options", HALF);
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(_ -> all.submit(() -> served.post("/v1/jobs", body, Map.of("Idempotency-Key", "fifty"))))
                    .toList();
            assertThat(answers.stream().map(answer -> {
                        try {
                            return answer.get().json().path("id").asText();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .hasSize(50)
                    .doesNotContain("")
                    .containsOnly(served.submit(upload, HALF));
        }
        assertThat(ids(all()).stream().filter(served.submit(upload, HALF)::equals))
                .hasSize(1);
    }

    @Test
    void whoeverWaitsGetsTheJobThatHasEnded() {
        var input = Map.of("upload", served.upload("a.png", Served.png(20, 40, 40)));
        var answer = served.post("/v1/jobs", Map.of("input", input, "options", HALF), Map.of("Prefer", "wait=25"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("preference-applied")).containsExactly("wait=25");
        assertThat(answer.json().get("status").asText()).isEqualTo("succeeded");

        var large = Map.of("upload", served.upload("b.png", Served.png(21, 500, 500)));
        var early = served.post("/v1/jobs", Map.of("input", large), Map.of("Prefer", "wait=0"));
        assertThat(early.status()).isEqualTo(202);
        served.ended(early.json().get("id").asText());
    }

    @Test
    void anIdempotencyKeyIsForOneRequest() {
        var upload = served.upload("a.png", Served.png(4, 64, 64));
        var input = Map.of("upload", upload);
        var key = Map.of("Idempotency-Key", "mine");
        assertThat(served.post("/v1/jobs", Map.of("input", input, "options", HALF), key)
                        .status())
                .isEqualTo(202);
        var other = served.post("/v1/jobs", Map.of("input", input), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("type").asText()).isEqualTo("/problems/key-reused");
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

    @Test
    void aDeletedJobLeavesNoPixelsAndIsRemembered() throws IOException {
        var upload = served.upload("a.png", Served.png(6, 40, 40));
        var first = served.ended(served.submit(upload, HALF));
        var second = served.ended(served.submit(upload, Map.of("recipe", "resize", "percent", 25)));
        assertThat(served.delete("/v1/jobs/" + first.get("id").asText()).status())
                .isEqualTo(204);
        assertThat(served.get(first.at("/results/0/url").asText()).status()).isEqualTo(404);
        assertThat(served.get(second.at("/input/url").asText()).status()).isEqualTo(200);

        assertThat(served.delete("/v1/jobs/" + second.get("id").asText()).status())
                .isEqualTo(204);
        assertThat(served.get("/v1/jobs/" + second.get("id").asText()).status()).isEqualTo(410);
        assertThat(all().stream().filter(job -> job.get("id").equals(second.get("id"))))
                .extracting(job -> job.get("status").asText())
                .containsExactly("deleted");
        try (var files = Files.walk(data)) {
            assertThat(files.map(Path::toString).filter(file -> file.contains(upload)))
                    .noneMatch(file -> file.endsWith(".png"));
        }
    }

    @Test
    void aJobThatEndedCannotBeCancelledAndOneThatSucceededNotTriedAgain() {
        var job = served.submit(served.upload("a.png", Served.png(7, 40, 40)), HALF);
        served.ended(job);
        assertThat(served.post("/v1/jobs/" + job + "/cancel", Map.of()).status())
                .isEqualTo(409);
        assertThat(served.post("/v1/jobs/" + job + "/redrive", Map.of()).status())
                .isEqualTo(409);
    }

    /// It waits behind others that take longer.
    @Test
    void aJobThatIsCancelledShowsNothingUntilItIsTriedAgain() {
        var before = served.submit(served.upload("b.png", Served.png(8, 300, 300)), Map.of("recipe", "photo-x2"));
        var job = served.submit(served.upload("a.png", Served.png(9, 40, 40)), HALF);
        assertThat(served.post("/v1/jobs/" + job + "/cancel", Map.of()).status())
                .isEqualTo(202);
        var cancelled = served.ended(job);
        assertThat(cancelled.get("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.get("results")).isEmpty();
        assertThat(served.post("/v1/jobs/" + job + "/redrive", Map.of()).status())
                .isEqualTo(202);
        var again = served.ended(job);
        assertThat(again.get("status").asText()).isEqualTo("succeeded");
        assertThat(again.get("attempt").asInt()).isEqualTo(1);
        assertThat(served.ended(before).get("status").asText()).isEqualTo("succeeded");
    }

    private static List<JsonNode> all() {
        return ServeKillIT.all(served);
    }

    private static List<String> ids(List<JsonNode> jobs) {
        return jobs.stream().map(job -> job.get("id").asText()).toList();
    }

    private static List<String> pointers(JsonNode problem) {
        return StreamSupport.stream(problem.get("errors").spliterator(), false)
                .map(error -> error.get("pointer").asText())
                .toList();
    }
}
