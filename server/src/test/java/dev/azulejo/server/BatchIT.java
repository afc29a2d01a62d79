package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.contract.ApiCaller.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many jobs with one request, on a server that runs.
class BatchIT {
    private static final Map<String, ?> HALF = Map.of("recipe", "resize", "percent", 50);

    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    private static Map<String, ?> job(String upload) {
        return Map.of("input", Map.of("upload", upload));
    }

    private static Map<String, ?> job(String upload, Map<String, ?> options) {
        return Map.of("input", Map.of("upload", upload), "options", options);
    }

    private static List<String> uploads(Served by, int seed, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> by.upload("a%d.png".formatted(number), Served.png(seed + number, 40, 40)))
                .toList();
    }

    /// A batch that halves each of them.
    private static String begin(List<String> uploads) {
        var jobs = uploads.stream().map(BatchIT::job).toList();
        var begun = served.post("/v1/batches", Map.of("options", HALF, "jobs", jobs));
        return begun.json().get("id").asText();
    }

    static JsonNode ended(Served by, String batch) {
        while (true) {
            var view = by.get("/v1/batches/" + batch).json();
            if (view.get("ended").asBoolean()) {
                return view;
            }
            by.checkIsAlive();
            Served.sleep();
        }
    }

    private static List<String> pointers(Answer answer) {
        return StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                .map(error -> error.get("pointer").asText())
                .toList();
    }

    @Test
    void eachJobHasTheCommonOptionsAndItsOwnBeforeThem() {
        var uploads = uploads(served, 100, 3);
        var body = Map.of(
                "options",
                HALF,
                "jobs",
                List.of(
                        job(uploads.get(0)),
                        job(uploads.get(1), Map.of("percent", 25)),
                        job(uploads.get(2), Map.of("format", "webp"))));
        var accepted = served.post("/v1/batches", body);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        var id = accepted.json().get("id").asText();
        assertThat(accepted.header("location")).endsWith("/v1/batches/" + id);
        var batch = ended(served, id);
        assertThat(batch.at("/counts/succeeded").asInt()).as(batch.toString()).isEqualTo(3);
        assertThat(batch.at("/megapixels/done").asDouble()).isEqualTo(3 * 0.0016);
        var jobs = IntStream.range(0, 3)
                .mapToObj(number -> served.get(
                                batch.at("/jobs/%d/self".formatted(number)).asText())
                        .json())
                .toList();
        assertThat(jobs.get(0).at("/results/0/width").asInt()).isEqualTo(20);
        assertThat(jobs.get(1).at("/results/0/width").asInt()).isEqualTo(10);
        assertThat(jobs.get(2).at("/results/0/format").asText()).isEqualTo("webp");
        assertThat(jobs.get(2).at("/input/upload").asText()).isEqualTo(uploads.get(2));
        // A job of a batch is the job that would be asked for alone.
        assertThat(served.submit(uploads.get(0), HALF))
                .isEqualTo(jobs.get(0).get("id").asText());
    }

    /// Nothing begins as long as anything is wrong, and all of it is said.
    @Test
    void allThatIsWrongIsSaidAtOnceAndNothingBegins() {
        var ben = served.as(Served.key(data, "ben"));
        var uploads = uploads(ben, 200, 2);
        var foreign = uploads(served, 210, 1).getFirst();
        var empty = ben.post("/v1/uploads", Map.of("name", "a.png", "bytes", 7))
                .json()
                .get("id")
                .asText();
        var refused = ben.post(
                "/v1/batches",
                Map.of(
                        "options",
                        Map.of("recipe", "resize", "percent", 50, "quality", "high"),
                        "jobs",
                        List.of(
                                job(uploads.get(0)),
                                job(uploads.get(1), Map.of("quality", 80, "sclae", 2)),
                                job(foreign),
                                job(empty, Map.of("quality", 80)),
                                Map.of("input", Map.of("upload", 7), "x", 1),
                                "job",
                                Map.of("input", Map.of("upload", uploads.get(0)), "options", 7))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(pointers(refused))
                .containsExactlyInAnyOrder(
                        "/options/quality",
                        "/jobs/1/options/sclae",
                        "/jobs/3/input",
                        "/jobs/4/input/upload",
                        "/jobs/4/x",
                        "/jobs/5",
                        "/jobs/6/options");
        assertThat(ben.get("/v1/jobs").json().get("jobs")).isEmpty();

        if (!ready("x4plus")) { // on a machine whose user has not pulled it
            var detail = List.of(job(uploads.get(0), HALF), job(uploads.get(1), Map.of("recipe", "detail-x4")));
            assertThat(pointers(ben.post("/v1/batches", Map.of("jobs", detail))))
                    .containsExactly("/jobs/1/options/recipe");
        }
        var rest = ben.post("/v1/batches", Map.of("options", HALF, "jobs", List.of(job(foreign), job(uploads.get(0)))));
        assertThat(pointers(rest)).containsExactly("/jobs/0/input");
        assertThat(ben.get("/v1/jobs").json().get("jobs")).isEmpty();
    }

    private static boolean ready(String model) {
        return StreamSupport.stream(
                        served.get("/v1/models").json().get("models").spliterator(), false)
                .anyMatch(its ->
                        its.get("id").asText().equals(model) && its.get("ready").asBoolean());
    }

    @Test
    void aBatchHasOneToAThousandJobs() {
        assertThat(pointers(served.post("/v1/batches", Map.of()))).containsExactly("/jobs");
        assertThat(pointers(served.post("/v1/batches", Map.of("jobs", List.of()))))
                .containsExactly("/jobs");
        var many = Collections.nCopies(1001, job("u" + "0".repeat(24)));
        assertThat(pointers(served.post("/v1/batches", Map.of("jobs", many)))).containsExactly("/jobs");
        var unknown = served.post("/v1/batches", Map.of("jobs", many.subList(0, 1000)));
        assertThat(pointers(unknown)).as("no more are named").hasSize(100).contains("/jobs/99/input");
        assertThat(unknown.json().get("detail").asText()).startsWith("1000 fields are wrong");
    }

    @Test
    void theSameBatchIsOneHoweverManyAskForIt() throws InterruptedException {
        var uploads = uploads(served, 300, 10);
        var body = Map.of(
                "options", HALF, "jobs", uploads.stream().map(BatchIT::job).toList());
        Callable<Answer> post = () -> served.post("/v1/batches", body, Map.of("Idempotency-Key", "a batch"));
        List<String> ids;
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            ids = all.invokeAll(Collections.nCopies(10, post)).stream()
                    .map(Future::resultNow)
                    .map(answer -> answer.json().path("id").asText())
                    .toList();
        }
        assertThat(ids).containsOnly(ids.getFirst());
        ended(served, ids.getFirst());
        assertThat(served.all().stream()
                        .filter(job -> uploads.contains(job.at("/input/upload").asText())))
                .hasSize(10);
        var other = Map.of("options", HALF, "jobs", List.of(job(uploads.getFirst())));
        assertThat(served.post("/v1/batches", other, Map.of("Idempotency-Key", "a batch"))
                        .json()
                        .get("type")
                        .asText())
                .isEqualTo("/v1/problems/key-reused");
    }

    @Test
    void limitsHoldForABatchAsAWhole() {
        var key = Served.key(data, "cleo");
        assertThat(Served.keys(data, "limits", "cleo", "--month-megapixels", "1")
                        .exit())
                .isZero();
        var cleo = served.as(key);
        var uploads = IntStream.range(0, 3)
                .mapToObj(number -> cleo.upload("a.png", Served.png(400 + number, 1000, 400)))
                .map(upload -> job(upload, Map.of("recipe", "resize", "percent", 100)))
                .toList();
        assertThat(cleo.post("/v1/batches", Map.of("jobs", uploads)).status()).isEqualTo(402);
        assertThat(cleo.get("/v1/jobs").json().get("jobs")).isEmpty();
        assertThat(cleo.get("/v1/limits").json().at("/monthMegapixels/used").asDouble())
                .isZero();
        // The same file twice counts once.
        var twice = new ArrayList<Object>(uploads.subList(0, 2));
        twice.add(uploads.getFirst());
        var accepted = cleo.post("/v1/batches", Map.of("jobs", twice));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(accepted.json().get("jobs")).hasSize(3);
        assertThat(cleo.get("/v1/limits").json().at("/monthMegapixels/used").asDouble())
                .isEqualTo(0.8);
        var batch = ended(cleo, accepted.json().get("id").asText());
        assertThat(batch.at("/counts/succeeded").asInt()).isEqualTo(2);
        assertThat(served.get("/v1/batches/" + batch.get("id").asText()).status())
                .isEqualTo(404);
        assertThat(served.post("/v1/batches/" + batch.get("id").asText() + "/cancel", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anotherTenantWaitsForNoMoreThanOneJobOfABatch() {
        assertWaitsForNoMoreThanOne(served.as(Served.key(data, "dora")), 700);
    }

    @Test
    void whatTheSameTenantAsksForAloneWaitsForNoMoreThanOneJobOfItsBatch() {
        assertWaitsForNoMoreThanOne(served, 800);
    }

    /// While a batch waits behind a job that takes longer, a job is asked for alone.
    private static void assertWaitsForNoMoreThanOne(Served asks, int seed) {
        var uploads = uploads(served, seed + 10, 3);
        var upload = asks.upload("d.png", Served.png(seed + 20, 40, 40));
        var before = served.submit(served.upload("b.png", Served.png(seed, 900, 900)), Map.of("recipe", "photo-x2"));
        var id = begin(uploads);
        var alone = asks.submit(upload, HALF);
        var blocker = served.get("/v1/jobs/" + before).json();
        assertThat(blocker.get("status").asText())
                .as("the first job ends too early for this test")
                .isEqualTo("running");
        served.post("/v1/jobs/" + before + "/cancel", Map.of());
        var end = endOf(asks.ended(alone));
        var batch = ended(served, id);
        var earlier = IntStream.range(0, 3)
                .mapToObj(number -> served.get(
                                batch.at("/jobs/%d/self".formatted(number)).asText())
                        .json())
                .filter(its -> endOf(its).isBefore(end));
        assertThat(earlier.count()).isLessThanOrEqualTo(1);
    }

    private static Instant endOf(JsonNode job) {
        return Instant.parse(job.get("endedAt").asText());
    }

    /// They wait behind a job that takes longer.
    @Test
    void whatHasNotEndedOfABatchIsCancelled() {
        var uploads = uploads(served, 510, 5);
        var before = served.submit(served.upload("b.png", Served.png(500, 700, 700)), Map.of("recipe", "photo-x2"));
        var id = begin(uploads);
        assertThat(served.post("/v1/batches/" + id + "/cancel", Map.of()).status())
                .isEqualTo(202);
        served.post("/v1/jobs/" + before + "/cancel", Map.of());
        var batch = ended(served, id);
        assertThat(batch.at("/counts/cancelled").asInt()).as(batch.toString()).isEqualTo(5);
    }

    /// Some of the jobs have begun, nobody was answered, and the same request goes on.
    @Test
    void aBatchThatWasKilledHalfWayGoesOn(@TempDir Path other) throws IOException, InterruptedException {
        List<String> uploads;
        Map<String, ?> body;
        try (var first = Served.on(other)) {
            uploads = uploads(first, 600, 60);
            body = Map.of(
                    "options", HALF, "jobs", uploads.stream().map(BatchIT::job).toList());
            try (var one = Executors.newVirtualThreadPerTaskExecutor()) {
                var answer = one.submit(() -> first.post("/v1/batches", body, Map.of("Idempotency-Key", "killed")));
                while (first.get("/v1/jobs?limit=5").json().get("jobs").size() < 3 && !answer.isDone()) {
                    Served.sleep();
                }
                first.kill();
            }
        }
        try (var second = Served.on(other)) {
            var again = second.post("/v1/batches", body, Map.of("Idempotency-Key", "killed"));
            assertThat(again.status()).as(again.text()).isEqualTo(202);
            var batch = ended(second, again.json().get("id").asText());
            assertThat(batch.at("/counts/succeeded").asInt())
                    .as(batch.toString())
                    .isEqualTo(60);
            assertThat(second.all()).hasSize(60);
        }
    }
}
