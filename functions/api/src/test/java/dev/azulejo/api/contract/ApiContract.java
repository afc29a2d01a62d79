package dev.azulejo.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.contract.ApiCaller.Answer;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people do with jobs, wherever the API runs.
public abstract class ApiContract {
    /// What needs no model, and is quick.
    protected static final Map<String, ?> HALF = Map.of("recipe", "resize", "percent", 50);

    protected abstract ApiCaller caller();

    /// Puts a file into a place that the caller may have files read from.
    ///
    /// @return how it is named
    protected abstract String stored(String name, byte[] bytes);

    /// A place that the caller may have results put into, as a URI that ends in a slash.
    protected abstract String copiesGo();

    /// The bytes of what lies in such a place.
    protected abstract byte[] read(String uri);

    /// Where the page is.
    protected String page() {
        return "/";
    }

    /// Somebody who has done nothing yet.
    protected abstract ApiCaller newcomer();

    /// Has what should be gone by now removed, if nobody does so by itself.
    protected abstract void sweep();

    /// Names of all that is kept whose name has the id of an upload in it.
    protected abstract List<String> filesOf(String upload);

    @Test
    void aPhotographComesBackEnlarged() {
        var upload = caller().upload("../holidays/cat \u00e9.png", ApiCaller.png(1, 60, 40));
        var asked = Map.of("input", Map.of("upload", upload));
        var quote = caller().post("/v1/quotes", asked).json();
        assertThat(quote.at("/results/0/width").asInt()).isEqualTo(120);
        assertThat(quote.get("refusal").isNull()).isTrue();

        var accepted = caller().post("/v1/jobs", asked);
        assertThat(accepted.status()).isEqualTo(202);
        var job = caller().ended(accepted.json().get("id").asText());
        assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.at("/input/name").asText()).isEqualTo("cat \u00e9.png");
        assertThat(job.get("chosen").asText()).isEqualTo(quote.get("chosen").asText());
        assertThat(job.at("/progress/tiles/done").asInt())
                .isEqualTo(job.at("/progress/tiles/all").asInt())
                .isPositive();
        var result = ApiCaller.decoded(caller().result(job));
        assertThat(result.getWidth()).isEqualTo(120);
        assertThat(result.getHeight()).isEqualTo(80);
    }

    /// The document is where the pages say that it is.
    @Test
    void theDocumentOfTheApiIsServed() {
        var document = caller().get("/v1/openapi");
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.text()).contains("/v1/jobs/{id}");
    }

    /// A file of more bytes than go in one part, where there are several.
    @Test
    void whatWasBroughtIsWhole() {
        var bytes = new byte[(64 << 20) + 12_345];
        new Random(1).nextBytes(bytes);
        var job = caller().ended(caller().submit(caller().upload("noise.png", bytes), HALF));
        assertThat(job.at("/problem/reason").asText()).as(job.toString()).isEqualTo("unsupported-format");
        var brought = caller().send("GET", job.at("/input/url").asText(), BodyPublishers.noBody(), Map.of());
        assertThat(Arrays.equals(brought.bytes(), bytes)).isTrue();
    }

    @Test
    void aFileOfTheChecksumThatWasAnnouncedIsTaken() {
        var bytes = ApiCaller.png(30, 40, 40);
        var announcement = Map.of("name", "a.png", "bytes", bytes.length, "sha256", ApiCaller.sha256(bytes));
        var job = caller().ended(caller().submit(caller().bring(announcement, bytes), HALF));
        assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
    }

    /// Whoever has put them by mistake puts the right ones to the same link.
    @Test
    void otherBytesThanThoseOfTheChecksumLeaveNothing() {
        var bytes = ApiCaller.png(31, 40, 40);
        var others = bytes.clone();
        others[others.length - 1] ^= 1;
        var upload = caller().post(
                        "/v1/uploads",
                        Map.of("name", "a.png", "bytes", bytes.length, "sha256", ApiCaller.sha256(bytes)))
                .json();
        assertThat(caller().putParts(upload, others)).containsExactly(false);
        var body = Map.of("input", Map.of("upload", upload.get("id").asText()), "options", HALF);
        assertThat(caller().post("/v1/jobs", body).json().get("type").asText())
                .isEqualTo("/v1/problems/upload-incomplete");
        assertThat(caller().putParts(upload, bytes)).containsExactly(true);
        assertThat(caller().post("/v1/jobs", body).status()).isEqualTo(202);
    }

    /// Where there are several parts, nobody has seen all of them before the job is asked for.
    @Test
    void otherBytesThanThoseOfTheChecksumMakeNoJobWhenTheyCameInParts() {
        var bytes = new byte[(64 << 20) + 100];
        new Random(2).nextBytes(bytes);
        var hash = ApiCaller.sha256(bytes);
        var announcement = Map.of("name", "noise.png", "bytes", bytes.length, "sha256", hash);
        var right = caller().post("/v1/uploads", announcement).json();
        assertThat(caller().putParts(right, bytes)).containsOnly(true);
        assertThat(caller().submit(right.get("id").asText(), HALF)).isNotEmpty();

        bytes[5] ^= 1;
        var wrong = caller().post("/v1/uploads", announcement).json();
        var taken = caller().putParts(wrong, bytes);
        var id = wrong.get("id").asText();
        var refused = caller().post("/v1/jobs", Map.of("input", Map.of("upload", id), "options", HALF));
        if (taken.size() == 1) {
            assertThat(taken).containsExactly(false);
        } else {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().get("type").asText()).isEqualTo("/v1/problems/checksum-mismatch");
        }
        assertThat(caller().post("/v1/jobs", Map.of("input", Map.of("upload", id)))
                        .json()
                        .get("type")
                        .asText())
                .isEqualTo("/v1/problems/upload-incomplete");
    }

    @Test
    void aFileInAStorageThatIsAllowedIsMadeAJobOf() {
        var png = ApiCaller.png(32, 40, 40);
        var uri = stored("cat.png", png);
        var body = Map.of("input", Map.of("uri", uri), "options", HALF);
        var accepted = caller().post("/v1/jobs", body);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        var job = caller().ended(accepted.json().get("id").asText());
        assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.at("/input/name").asText()).isEqualTo("cat.png");
        assertThat(job.at("/input/from").asText()).isEqualTo(uri);
        var brought = caller().send("GET", job.at("/input/url").asText(), BodyPublishers.noBody(), Map.of());
        assertThat(brought.bytes()).isEqualTo(png);
        assertThat(caller().post("/v1/jobs", body).json().get("id"))
                .as("the same version of the same file")
                .isEqualTo(job.get("id"));
        stored("cat.png", ApiCaller.png(33, 40, 40));
        assertThat(caller().post("/v1/jobs", body).json().get("id"))
                .as("a new version")
                .isNotEqualTo(job.get("id"));
    }

    /// What is another's, what is in no place that was named and what is not there are told in the same words.
    @Test
    void noOtherFileInAStorageExists() {
        var uri = stored("dog.png", ApiCaller.png(34, 40, 40));
        var problems = Stream.of(
                        uri.replace("dog.png", "none.png"),
                        uri.replaceFirst("[^/]+/dog.png", "somebody-else/dog.png"),
                        uri.replace("dog.png", "../somebody-else/dog.png"),
                        "s3://any-bucket-at-all/dog.png",
                        "file:///etc/passwd")
                .map(other -> caller().post("/v1/jobs", Map.of("input", Map.of("uri", other), "options", HALF)))
                .peek(refused -> assertThat(refused.status()).isEqualTo(422))
                .map(Answer::text)
                .distinct();
        assertThat(problems).hasSize(1);
    }

    /// It is the caller's own: nothing that happens to the job touches it, and the job does not replace what is there.
    @Test
    void aResultIsPutWhereItsCallerWantsItToo() {
        var place = copiesGo();
        var upload = caller().upload("cat.png", ApiCaller.png(35, 40, 40));
        var body = Map.of("input", Map.of("upload", upload), "options", HALF);
        try (var receiver = new Receiver(0)) {
            var asked = caller().post(
                            "/v1/jobs", copied(body, place + "cats/{name}-small.{ext}", "webhook", receiver.url()));
            assertThat(asked.status()).as(asked.text()).isEqualTo(202);
            var job = caller().ended(asked.json().get("id").asText());
            assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
            var copy = job.at("/results/0/copy").asText();
            assertThat(copy).isEqualTo(place + "cats/cat-small.png");
            var result = caller().result(job);
            assertThat(read(copy)).isEqualTo(result);
            hears(receiver, 1);
            assertThat(receiver.received().getFirst().body())
                    .contains("\"copy\":{\"place\":\"%s\",\"key\":\"cats/cat-small.png\"}".formatted(place));

            var plain = caller().ended(caller().submit(upload, HALF));
            assertThat(plain.get("id")).isNotEqualTo(job.get("id"));
            assertThat(plain.at("/results/0/copy").isNull()).isTrue();
            var other = caller().upload("cat.png", ApiCaller.png(36, 40, 40));
            var taken =
                    caller().post("/v1/jobs", copied(Map.of("input", Map.of("upload", other), "options", HALF), copy));
            var refused = caller().ended(taken.json().get("id").asText());
            assertThat(refused.get("status").asText()).as(refused.toString()).isEqualTo("failed");
            assertThat(refused.at("/problem/detail").asText())
                    .isEqualTo(
                            copy
                                    + " is there already, and not from this job; remove it and try again, or ask for another name");

            assertThat(caller().delete("/v1/jobs/" + job.get("id").asText()).status())
                    .isEqualTo(204);
            assertThat(read(copy)).isEqualTo(result);
        }
    }

    private static Map<String, ?> copied(Map<String, ?> body, String copyTo, String... more) {
        var all = new TreeMap<String, Object>(body);
        all.put("copyTo", copyTo);
        if (more.length > 0) {
            all.put(more[0], more[1]);
        }
        return all;
    }

    /// A batch and a request in the words of others say it, too.
    @Test
    void allResultsOfABatchArePutThere() {
        var place = copiesGo();
        var jobs = Stream.of(37, 38)
                .map(number -> caller().upload("the same.png", ApiCaller.png(number, 40, 40)))
                .map(upload -> Map.of("input", Map.of("upload", upload), "options", HALF))
                .toList();
        var oneName = caller().post("/v1/batches", Map.of("copyTo", place, "jobs", jobs));
        assertThat(oneName.status()).isEqualTo(422);
        assertThat(oneName.json().at("/errors/0/pointer").asText()).isEqualTo("/jobs/1/copyTo");
        var batch = caller().post("/v1/batches", Map.of("copyTo", place + "{upload}/{name}.{ext}", "jobs", jobs));
        assertThat(batch.status()).as(batch.text()).isEqualTo(202);
        batch.json().get("jobs").forEach(member -> {
            var job = caller().ended(member.get("id").asText());
            assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
            assertThat(read(job.at("/results/0/copy").asText())).isEqualTo(caller().result(job));
        });
        var upload = caller().upload("hosted.png", ApiCaller.png(39, 40, 40));
        var hosted = caller().post("/v1/enhance", Map.of("upload", upload, "width", 20, "copy_to", place));
        assertThat(hosted.status()).as(hosted.text()).isBetween(200, 202);
        var job = caller().ended(hosted.json().get("id").asText());
        assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
        assertThat(read(place + job.at("/results/0/name").asText())).isEqualTo(caller().result(job));
    }

    @Test
    void resultsArePutNowhereElse() {
        var place = copiesGo();
        var upload = caller().upload("cat.png", ApiCaller.png(41, 40, 40));
        var body = Map.of("input", Map.of("upload", upload), "options", HALF);
        var problems = Stream.of(
                        place + "../somebody-else/",
                        place.replaceFirst("[^/]+/$", "somebody-else/"),
                        place.replaceFirst("[^/]+/$", "%2e%2e/somebody-else/"),
                        stored("only-read.png", new byte[] {1}),
                        "s3://any-bucket-at-all/",
                        "file:///etc/")
                .map(other -> caller().post("/v1/jobs", copied(body, other)))
                .peek(refused -> assertThat(refused.status()).isEqualTo(422))
                .map(Answer::text)
                .distinct();
        assertThat(problems).hasSize(1);
    }

    @Test
    void whoeverFollowsAJobHearsOfItsEnd() {
        var job = caller().submit(caller().upload("a.png", ApiCaller.png(2, 40, 40)), HALF);
        var heard = caller().get("/v1/jobs/" + job + "/events").text();
        assertThat(heard).contains("event:job").contains("\"status\":\"succeeded\"");
    }

    /// Signed by the secret of its origin. Whoever asks for the job again and names another address hears of it, too.
    @Test
    void aJobIsToldToTheAddressThatItNames() {
        try (var receiver = new Receiver(0)) {
            var origin = receiver.url().replaceFirst("(://[^/]*)/.*", "$1");
            var secret = caller().post("/v1/webhooks", Map.of("url", origin, "named", true))
                    .json()
                    .get("secret")
                    .asText();
            var input = Map.of("upload", caller().upload("a.png", ApiCaller.png(5, 40, 40)));
            var named = caller().post(
                            "/v1/jobs",
                            Map.of("input", input, "options", HALF, "webhook", receiver.url() + "?order=1"));
            assertThat(named.status()).as(named.text()).isEqualTo(202);
            var job = named.json().get("id").asText();
            assertThat(named.json().at("/webhooks/0").asText()).isEqualTo(receiver.url() + "?order=1");
            caller().submit(caller().upload("b.png", ApiCaller.png(7, 40, 40)), HALF);
            hears(receiver, 1);
            caller().ended(job);
            var again = caller().post(
                            "/v1/batches",
                            Map.of(
                                    "webhook",
                                    receiver.url() + "?order=2",
                                    "jobs",
                                    List.of(Map.of("input", input, "options", HALF))));
            assertThat(again.status()).as(again.text()).isEqualTo(202);
            hears(receiver, 2);
            assertThat(receiver.received()).hasSize(2).allSatisfy(received -> {
                assertThat(received.id()).startsWith(job + "-0-");
                assertThat(received.isValidWith(secret)).isTrue();
                assertThat(received.body()).contains("\"id\":\"" + job + "-0\"");
            });
            assertThat(receiver.received()).extracting(Receiver.Received::id).doesNotHaveDuplicates();
        }
    }

    private void hears(Receiver receiver, int requests) {
        while (receiver.received().size() < requests) {
            caller().checkIsAlive();
            caller().pause();
        }
    }

    @Test
    void aBrokenFileAmongTenHurtsNoOther() {
        var jobs = IntStream.range(0, 10)
                .mapToObj(number -> {
                    var png = ApiCaller.png(10 + number, 50, 30);
                    return number == 4 ? new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0} : png;
                })
                .map(file -> caller().submit(caller().upload("a.png", file), HALF))
                .toList();
        var ends = jobs.stream().map(caller()::ended).toList();
        assertThat(ends.stream().filter(job -> job.get("status").asText().equals("succeeded")))
                .hasSize(9);
        var problem = ends.get(4).get("problem");
        assertThat(problem.get("reason").asText()).isEqualTo("unreadable");
        assertThat(problem.get("advice").asText()).isNotEmpty();
        assertThat(ends.get(4).get("results")).isEmpty();
    }

    @Test
    void fiftyEqualRequestsAtOnceAreOneJob() throws InterruptedException {
        var upload = caller().upload("a.png", ApiCaller.png(3, 64, 64));
        var body = Map.of("input", Map.of("upload", upload), "options", HALF);
        Callable<Answer> post = () -> caller().post("/v1/jobs", body, Map.of("Idempotency-Key", "fifty"));
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(all.invokeAll(Collections.nCopies(50, post)).stream()
                            .map(Future::resultNow)
                            .map(answer -> answer.json().path("id").asText()))
                    .hasSize(50)
                    .containsOnly(caller().submit(upload, HALF));
        }
        assertThat(ids(caller().all()).stream().filter(caller().submit(upload, HALF)::equals))
                .hasSize(1);
    }

    @Test
    void whoeverWaitsGetsTheJobThatHasEnded() {
        var input = Map.of("upload", caller().upload("a.png", ApiCaller.png(20, 40, 40)));
        var order = Map.of("input", input, "options", HALF);
        var answer = caller().post("/v1/jobs", order, Map.of("Prefer", "wait=25"));
        for (int again = 0; answer.status() == 202 && again < 10; again++) { // a slow machine takes longer than that
            answer = caller().post("/v1/jobs", order, Map.of("Prefer", "wait=25"));
        }
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("preference-applied")).containsExactly("wait=25");
        assertThat(answer.json().get("status").asText()).isEqualTo("succeeded");

        var large = Map.of("upload", caller().upload("b.png", ApiCaller.png(21, 500, 500)));
        var early = caller().post("/v1/jobs", Map.of("input", large), Map.of("Prefer", "wait=0"));
        assertThat(early.status()).isEqualTo(202);
        caller().ended(early.json().get("id").asText());
    }

    @Test
    void anIdempotencyKeyIsForOneRequest() {
        var upload = caller().upload("a.png", ApiCaller.png(4, 64, 64));
        var input = Map.of("upload", upload);
        var key = Map.of("Idempotency-Key", "mine");
        assertThat(caller().post("/v1/jobs", Map.of("input", input, "options", HALF), key)
                        .status())
                .isEqualTo(202);
        var other = caller().post("/v1/jobs", Map.of("input", input), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("type").asText()).isEqualTo("/v1/problems/key-reused");
    }

    /// A library repeats what got no answer, however late.
    @Test
    void aRepeatOfARequestBringsNoJobBackThatWasDeletedSince() {
        var upload = caller().upload("a.png", ApiCaller.png(40, 40, 40));
        caller().submit(upload, Map.of("recipe", "resize", "percent", 25)); // so the upload stays
        var body = Map.of("input", Map.of("upload", upload), "options", HALF);
        var key = Map.of("Idempotency-Key", "made-and-deleted");
        var job = "/v1/jobs/"
                + caller().post("/v1/jobs", body, key).json().get("id").asText();
        caller().ended(job.substring("/v1/jobs/".length()));
        assertThat(caller().delete(job).status()).isEqualTo(204);
        var repeated = caller().post("/v1/jobs", body, key);
        assertThat(repeated.status()).as(repeated.text()).isEqualTo(410);
        assertThat(repeated.json().get("detail").asText()).contains("Idempotency-Key");
        assertThat(caller().get(job).status()).isEqualTo(410);
        assertThat(caller().post("/v1/jobs", body, Map.of("Idempotency-Key", "made-again"))
                        .status())
                .isEqualTo(202);
        assertThat(caller().ended(job.substring("/v1/jobs/".length()))
                        .get("status")
                        .asText())
                .isEqualTo("succeeded");
    }

    /// The last job of an upload is deleted while another is asked for: that one has its upload, or is refused.
    @Test
    void whoeverAsksForAJobWhileItsUploadGoesHasBothOrNeither() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 8; round++) {
                var upload = caller().upload("a.png", ApiCaller.png(50 + round, 40, 40));
                var first = caller().ended(caller().submit(upload, HALF));
                var body =
                        Map.of("input", Map.of("upload", upload), "options", Map.of("recipe", "resize", "percent", 25));
                var deleted = threads.submit(() ->
                        caller().delete("/v1/jobs/" + first.get("id").asText()).status());
                var asked = threads.submit(() -> caller().post("/v1/jobs", body));
                assertThat(deleted.get()).isEqualTo(204);
                assertThat(asked.get().status()).as(asked.get().text()).isIn(202, 404, 410);
                if (asked.get().status() == 202) {
                    var job = caller().ended(asked.get().json().get("id").asText());
                    assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
                }
            }
        }
    }

    @Test
    void aDeletedJobLeavesNoPixelsAndIsRemembered() {
        var upload = caller().upload("a.png", ApiCaller.png(6, 40, 40));
        var first = caller().ended(caller().submit(upload, HALF));
        var second = caller().ended(caller().submit(upload, Map.of("recipe", "resize", "percent", 25)));
        assertThat(caller().delete("/v1/jobs/" + first.get("id").asText()).status())
                .isEqualTo(204);
        assertThat(caller().get(first.at("/results/0/url").asText()).status()).isEqualTo(404);
        assertThat(caller().get(second.at("/input/url").asText()).status()).isEqualTo(200);

        assertThat(caller().delete("/v1/jobs/" + second.get("id").asText()).status())
                .isEqualTo(204);
        assertThat(caller().get("/v1/jobs/" + second.get("id").asText()).status())
                .isEqualTo(410);
        assertThat(caller().all().stream().filter(job -> job.get("id").equals(second.get("id"))))
                .extracting(job -> job.get("status").asText())
                .containsExactly("deleted");
        assertThat(filesOf(upload)).noneMatch(file -> file.endsWith(".png"));
    }

    /// By key and day, once for each job, however often it was asked for.
    @Test
    void whatAKeyHasUsedIsToldByDays() {
        var ana = newcomer();
        assertThat(ana.get("/v1/usage").json().get("usage")).isEmpty();
        var png = ApiCaller.png(9, 60, 40);
        var upload = ana.upload("a.png", png);
        var job = ana.ended(ana.submit(upload, HALF));
        ana.submit(upload, HALF);
        var broken = new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0};
        ana.ended(ana.submit(ana.upload("b.png", broken), HALF));
        var days = ana.get("/v1/usage?limit=2").json().get("usage");
        while (sum(days, "jobs") < 2) {
            ana.checkIsAlive();
            ana.pause();
            days = ana.get("/v1/usage?limit=2").json().get("usage");
        }
        var key = Hash.of(ana.key().getBytes(StandardCharsets.US_ASCII)).hex().substring(0, 12);
        assertThat(days).extracting(day -> day.get("key").asText()).containsOnly(key);
        var ended = job.get("endedAt").asText();
        assertThat(days.get(days.size() - 1).get("day").asText()).isEqualTo(ended.substring(0, "2026-12-01".length()));
        assertThat(sum(days, "jobs")).isEqualTo(2);
        assertThat(sum(days, "succeeded")).isEqualTo(1);
        assertThat(sum(days, "pixelsIn")).isEqualTo(60 * 40);
        assertThat(sum(days, "pixelsOut")).isEqualTo(30 * 20);
        assertThat(sum(days, "bytesIn")).isEqualTo(png.length + broken.length);
        assertThat(sum(days, "bytesOut")).isEqualTo(job.at("/results/0/bytes").asLong());
        assertThat(caller().get("/v1/usage?limit=100").text()).doesNotContain(key);
    }

    private static long sum(JsonNode days, String field) {
        return days.valueStream().mapToLong(day -> day.get(field).asLong()).sum();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-02-30",
                "to=today",
                "from=2026-01-01&to=2026-03-01",
                "from=2026-01-02&to=2026-01-01",
                "to=-999999999-01-01",
                "from=%2B999999999-12-31&to=%2B999999999-12-31",
                "limit=0"
            })
    void aSpanOfDaysThatIsNoneIsRefused(String parameters) {
        assertThat(caller().get("/v1/usage?" + parameters).status()).isEqualTo(422);
    }

    /// The last request that says for how long counts. What is over is gone to callers at once, and its bytes go soon.
    @Test
    void aResultStaysForAsLongAsItsJobSays() {
        var upload = caller().upload("a.png", ApiCaller.png(8, 40, 40));
        var body = Map.of("input", Map.of("upload", upload), "options", HALF, "expiresIn", 3600);
        var accepted = caller().post("/v1/jobs", body);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(accepted.json().get("expiresAt").isNull()).isTrue();
        var job = caller().ended(accepted.json().get("id").asText());
        assertThat(job.get("expiresAt").asText())
                .isEqualTo(Instant.parse(job.get("endedAt").asText())
                        .plusSeconds(3600)
                        .toString());
        var result = job.at("/results/0/url").asText();
        assertThat(caller().get(result).status()).isEqualTo(200);

        var path = "/v1/jobs/" + job.get("id").asText();
        var shorter =
                Map.of("jobs", List.of(Map.of("input", Map.of("upload", upload), "options", HALF)), "expiresIn", 1);
        assertThat(caller().post("/v1/batches", shorter).status()).isEqualTo(202);
        var gone = caller().get(path);
        while (gone.status() != 410) {
            caller().pause();
            gone = caller().get(path);
        }
        assertThat(caller().get(path + "/preview").status()).isEqualTo(410);
        assertThat(caller().all().stream().filter(its -> its.get("id").equals(job.get("id"))))
                .singleElement()
                .satisfies(its -> {
                    assertThat(its.get("status").asText()).isEqualTo("deleted");
                    assertThat(its.get("results")).isEmpty();
                });
        sweep();
        while (caller().get(result).status() != 404) {
            caller().pause();
        }
        while (filesOf(upload).stream().anyMatch(file -> file.endsWith(".png"))) { // it goes after the results
            caller().pause();
        }
    }

    @Test
    void thePageAndAllThatItLoadsComeWithoutAKey() {
        var html = open("");
        assertThat(html.header("content-type")).startsWith("text/html");
        assertThat(html.header("cache-control")).isEqualTo("no-cache");
        assertThat(html.header("content-security-policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "none.s3");
        var asked = new TreeSet<>(Set.of("index.html"));
        var open = new ArrayDeque<>(names(html.text()));
        while (!open.isEmpty()) {
            var name = open.remove();
            if (asked.add(name)) {
                var text = open(name).text();
                if (name.endsWith(".js")) {
                    var folder = name.substring(0, name.lastIndexOf('/') + 1);
                    names(text).forEach(other -> open.add(folder + other));
                }
            }
        }
        assertThat(asked).contains("app.css", "app.js", "icon.svg", "text-ja.js", "compare/stage.js", "compare/szi.js");
    }

    private Answer open(String name) {
        var answer = caller().send("GET", page() + name, BodyPublishers.noBody(), Map.of("Authorization", ""));
        assertThat(answer.status()).as(name).isEqualTo(200);
        return answer;
    }

    /// Files beside it that a page or a module loads.
    private static List<String> names(String text) {
        return Pattern.compile(
                        "(?:href=\"|src=\"|from '[.]/|import '[.]/|import[(]'[.]/)([a-z][a-z0-9/.-]*[.](?:css|js|svg))")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /// A stored zip that is read from its end.
    @Test
    void sourceAndResultCanBeLookedAtPieceByPiece() {
        var job = caller().submit(caller().upload("a.png", ApiCaller.png(22, 600, 300)), HALF);
        assertThat(caller().get("/v1/jobs/" + job + "x/preview").status()).isEqualTo(404);
        caller().ended(job);
        var preview = caller().get("/v1/jobs/" + job + "/preview");
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        for (var side : List.of("before", "after")) {
            var pyramid = preview.json().get(side);
            var url = pyramid.get("url").asText();
            long bytes = pyramid.get("bytes").asLong();
            assertThat(range(url, "bytes=0-3").bytes()).containsExactly('P', 'K', 3, 4);
            var end = range(url, "bytes=%d-".formatted(bytes - 22));
            assertThat(end.status()).isEqualTo(206);
            assertThat(end.headers().get("content-range"))
                    .containsExactly("bytes %d-%d/%d".formatted(bytes - 22, bytes - 1, bytes));
            assertThat(Arrays.copyOf(end.bytes(), 4)).containsExactly('P', 'K', 5, 6);
            assertThat(range(url, "bytes=%d-".formatted(bytes)).status()).isEqualTo(416);
        }
        var url = preview.json().at("/after/url").asText();
        assertThat(caller().delete("/v1/jobs/" + job).status()).isEqualTo(204);
        assertThat(caller().get(url).status()).isEqualTo(404);
        assertThat(caller().get("/v1/jobs/" + job + "/preview").status()).isEqualTo(410);
    }

    private Answer range(String url, String range) {
        return caller().send("GET", url, BodyPublishers.noBody(), Map.of("Range", range));
    }

    @Test
    void aJobThatIsNotDoneCannotBeLookedAt() {
        var job = caller().submit(
                        caller().upload("a.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}), HALF);
        caller().ended(job);
        assertThat(caller().get("/v1/jobs/" + job + "/preview").status()).isEqualTo(409);
    }

    /// With the job, wherever it is shown; and what the last request notes holds.
    @Test
    void whatIsNotedWithAJobIsShownWithIt() {
        var upload = caller().upload("a.png", ApiCaller.png(71, 40, 40));
        var body = Map.of("input", Map.of("upload", upload), "options", HALF, "metadata", Map.of("order", "4711"));
        var job = caller().post("/v1/jobs", body);
        assertThat(job.json().at("/metadata/order").asText()).as(job.text()).isEqualTo("4711");
        var id = job.json().get("id").asText();
        assertThat(caller().submit(upload, HALF)).isEqualTo(id);
        assertThat(caller().get("/v1/jobs/" + id).json().at("/metadata/order").asText())
                .isEqualTo("4711");
        var other = Map.of("input", Map.of("upload", upload), "options", HALF, "metadata", Map.of("order", "4712"));
        assertThat(caller().post("/v1/jobs", other).json().at("/metadata/order").asText())
                .isEqualTo("4712");
        for (var wrong : List.of(Map.of("a", 7), Map.of("a", "x".repeat(501)), Map.of("x".repeat(41), ""), "x")) {
            var refused = caller().post("/v1/jobs", Map.of("input", Map.of("upload", upload), "metadata", wrong));
            assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/metadata");
        }
    }

    @Test
    void jobsAndBatchesAreListedByWhatIsSaidOfThem() {
        var upload = caller().upload("a.png", ApiCaller.png(72, 40, 40));
        var batch = caller().post(
                        "/v1/batches",
                        Map.of("jobs", List.of(Map.of("input", Map.of("upload", upload), "options", HALF))));
        assertThat(batch.status()).as(batch.text()).isEqualTo(202);
        var listed = caller().get("/v1/batches?limit=1").json();
        assertThat(listed.at("/batches/0/id")).isEqualTo(batch.json().get("id"));
        assertThat(listed.at("/batches/0/jobs").asInt()).isEqualTo(1);
        var job = batch.json().at("/jobs/0/id").asText();
        var created = caller().get("/v1/jobs/" + job).json().get("createdAt").asText();
        assertThat(caller().get("/v1/jobs?recipe=resize&limit=1")
                        .json()
                        .at("/jobs/0/id")
                        .asText())
                .isEqualTo(job);
        assertThat(caller().get("/v1/jobs?recipe=photo-x4").json().get("jobs")).isEmpty();
        assertThat(caller().get("/v1/jobs?createdFrom=" + created)
                        .json()
                        .at("/jobs/0/id")
                        .asText())
                .isEqualTo(job);
        assertThat(ids(List.copyOf(caller().get("/v1/jobs?limit=100&createdBefore=" + created)
                        .json()
                        .get("jobs")
                        .valueStream()
                        .toList())))
                .doesNotContain(job);
        assertThat(caller().get("/v1/jobs?createdFrom=yesterday").status()).isEqualTo(422);
        var ofBatch = "/v1/jobs?batch=" + batch.json().get("id").asText();
        assertThat(ids(caller().get(ofBatch).json().get("jobs").valueStream().toList()))
                .containsExactly(job);
        assertThat(caller().get(ofBatch + "&status=deleted").json().get("jobs")).isEmpty();
        assertThat(caller().get("/v1/jobs?batch=b" + "0".repeat(24)).json().get("jobs"))
                .isEmpty();
    }

    /// RFC 3339, 5.6: an offset may be larger than that of any place.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-01T10:00:00Z",
                "2026-12-01t10:00:00.123z",
                "2026-12-01T10:00:00%2B23:59",
                "2026-12-01T10:00:00-23:59",
                "2026-12-01T10:00:00+05:30"
            })
    void aTimeIsTakenWithAnyOffset(String time) {
        assertThat(caller().get("/v1/jobs?limit=1&createdFrom=" + time.replace("+", "%20"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aJobThatEndedCannotBeCancelledAndOneThatSucceededNotTriedAgain() {
        var job = caller().submit(caller().upload("a.png", ApiCaller.png(7, 40, 40)), HALF);
        caller().ended(job);
        assertThat(caller().post("/v1/jobs/" + job + "/cancel", Map.of()).status())
                .isEqualTo(409);
        assertThat(caller().post("/v1/jobs/" + job + "/redrive", Map.of()).status())
                .isEqualTo(409);
    }

    /// It waits behind others that take longer.
    @Test
    void aJobThatIsCancelledShowsNothingUntilItIsTriedAgain() {
        var before =
                caller().submit(caller().upload("b.png", ApiCaller.png(8, 300, 300)), Map.of("recipe", "photo-x2"));
        var job = caller().submit(caller().upload("a.png", ApiCaller.png(9, 40, 40)), HALF);
        assertThat(caller().post("/v1/jobs/" + job + "/cancel", Map.of()).status())
                .isEqualTo(202);
        var cancelled = caller().ended(job);
        assertThat(cancelled.get("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.get("results")).isEmpty();
        assertThat(caller().post("/v1/jobs/" + job + "/redrive", Map.of()).status())
                .isEqualTo(202);
        var again = caller().ended(job);
        assertThat(again.get("status").asText()).isEqualTo("succeeded");
        assertThat(again.get("attempt").asInt()).isEqualTo(1);
        assertThat(caller().ended(before).get("status").asText()).isEqualTo("succeeded");
    }

    private static List<String> ids(List<JsonNode> jobs) {
        return jobs.stream().map(job -> job.get("id").asText()).toList();
    }
}
