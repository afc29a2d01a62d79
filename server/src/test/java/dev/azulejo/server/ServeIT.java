package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.server.Served.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do with jobs, on one server.
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
    void fiftyEqualRequestsAtOnceAreOneJob() throws InterruptedException {
        var upload = served.upload("a.png", Served.png(3, 64, 64));
        var body = Map.of("input", Map.of("upload", upload), "options", HALF);
        Callable<Answer> post = () -> served.post("/v1/jobs", body, Map.of("Idempotency-Key", "fifty"));
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(all.invokeAll(Collections.nCopies(50, post)).stream()
                            .map(Future::resultNow)
                            .map(answer -> answer.json().path("id").asText()))
                    .hasSize(50)
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

    /// The tag is of the bytes: it changes with any of them, also where only a job has gone on.
    @Test
    void whatSomebodyHasAlreadyIsNotSentAgain() {
        var job = served.submit(served.upload("a.png", Served.png(30, 40, 40)), HALF);
        served.ended(job);
        for (var path : List.of(
                "/v1/jobs/" + job,
                "/v1/jobs",
                "/v1/jobs?status=succeeded",
                "/v1/recipes",
                "/v1/models",
                "/v1/options")) {
            var first = served.get(path);
            var tag = first.header("etag");
            assertThat(tag).as(path).matches("\"[0-9a-f]{32}\"");
            assertThat(first.header("cache-control")).isEqualTo("private, no-cache");
            for (var has : List.of(tag, "\"x\", W/" + tag, "*")) {
                var again = served.send("GET", path, BodyPublishers.noBody(), Map.of("If-None-Match", has));
                assertThat(again.status()).as(path + " " + has).isEqualTo(304);
                assertThat(again.bytes()).isEmpty();
                assertThat(again.header("etag")).isEqualTo(tag);
            }
            var other = served.send("GET", path, BodyPublishers.noBody(), Map.of("If-None-Match", "\"x\", \"y\""));
            assertThat(other.status()).isEqualTo(200);
            assertThat(other.bytes()).isEqualTo(first.bytes());
            var head = served.send("HEAD", path, BodyPublishers.noBody(), Map.of());
            assertThat(head.status()).as("HEAD " + path).isEqualTo(200);
            assertThat(head.bytes()).isEmpty();
            assertThat(head.header("etag")).isEqualTo(tag);
        }
        var before = served.get("/v1/jobs").header("etag");
        assertThat(served.delete("/v1/jobs/" + job).status()).isEqualTo(204);
        assertThat(served.get("/v1/jobs").header("etag")).isNotEqualTo(before);
        assertThat(served.get("/v1/jobs/" + job).headers()).doesNotContainKey("etag");
    }

    /// Weights that are too large for the repository are brought on demand. Where nobody has, this is refused at once.
    @Test
    void aRecipeWhoseModelIsNotThereIsRefusedAtOnce() {
        var models = served.get("/v1/models").json().get("models");
        var ready = StreamSupport.stream(models.spliterator(), false)
                .collect(Collectors.toMap(
                        model -> model.get("id").asText(),
                        model -> model.get("ready").asBoolean()));
        assertThat(ready).containsEntry("span-x2", true).containsKey("x4plus");
        var body = Map.of(
                "input",
                Map.of("upload", served.upload("a.png", Served.png(31, 40, 40))),
                "options",
                Map.of("recipe", "detail-x4"));
        var quote = served.post("/v1/quotes", body);
        if (Boolean.TRUE.equals(ready.get("x4plus"))) { // on a machine whose user has pulled it
            assertThat(quote.status()).isEqualTo(200);
            return;
        }
        for (var refused : List.of(quote, served.post("/v1/jobs", body))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().get("type").asText()).isEqualTo("/problems/model-missing");
            assertThat(refused.json().get("detail").asText())
                    .contains("azulejo models pull x4plus")
                    .doesNotContain("/");
        }
    }

    private static List<JsonNode> all() {
        return ServeKillIT.all(served);
    }

    private static List<String> ids(List<JsonNode> jobs) {
        return jobs.stream().map(job -> job.get("id").asText()).toList();
    }
}
