package dev.azulejo.client;

import static dev.azulejo.client.ScriptedServer.breaksOff;
import static dev.azulejo.client.ScriptedServer.loses;
import static dev.azulejo.client.ScriptedServer.problem;
import static dev.azulejo.client.ScriptedServer.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.azulejo.client.ProblemException.FieldError;
import dev.azulejo.client.ScriptedServer.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzulejoTest {
    private static final Patience QUICK =
            new Patience(4, Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofMinutes(5));
    private static final Order ORDER = Order.ofUpload("u1", Map.of("recipe", "auto"));

    @TempDir
    private Path folder = Path.of("");

    @AutoClose
    private ScriptedServer server;

    private Azulejo azulejo;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        azulejo = Azulejo.at(server.address(), "azl_1").with(QUICK);
    }

    @Test
    void aJobWhoseAnswerWasLostIsAskedForAgainUnderTheSameKey() {
        server.on("POST /v1/jobs", loses(), loses(), says(202, Samples.job("j1", "queued")));
        assertThat(azulejo.submit(ORDER).id()).isEqualTo("j1");
        azulejo.submit(ORDER);
        var requests = server.received("POST /v1/jobs");
        assertThat(requests).hasSize(4);
        assertThat(requests.getFirst().text())
                .isEqualTo("{\"input\":{\"upload\":\"u1\"},\"options\":{\"recipe\":\"auto\"}}");
        assertThat(requests)
                .extracting(Received::text)
                .containsOnly(requests.getFirst().text());
        var keys = requests.stream()
                .map(its -> its.headers().get("Idempotency-Key"))
                .toList();
        assertThat(keys.subList(0, 3)).doesNotContainNull().containsOnly(keys.getFirst());
        assertThat(keys.get(3)).isNotEqualTo(keys.getFirst());
        azulejo.submit(ORDER, "mine");
        assertThat(server.received("POST /v1/jobs").getLast().headers()).containsEntry("Idempotency-Key", "mine");
    }

    @Test
    void aFileOnTheWebIsNamedByItsAddress() {
        server.on("POST /v1/jobs", says(202, Samples.job("j1", "queued")));
        azulejo.submit(Order.ofUrl(URI.create("https://a.b/c.jpg?d"), Map.of()));
        assertThat(server.received("POST /v1/jobs").getFirst().text())
                .isEqualTo("{\"input\":{\"url\":\"https://a.b/c.jpg?d\"},\"options\":{}}");
    }

    @Test
    void whatIsRefusedWhenDoneTwiceIsSentOnceWhereItsAnswerIsLost() {
        server.on("POST /v1/jobs/j1/cancel", loses(), says(202, Samples.job("j1", "cancelled")));
        assertThatThrownBy(() -> azulejo.cancel("j1"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("POST to " + server.address())
                .hasMessageEndingWith("(attempt 1)");
        assertThat(server.received("POST /v1/jobs/j1/cancel")).hasSize(1);
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() {
        server.on(
                "POST /v1/jobs/j1/redrive",
                problem(503, "unavailable", "later", "Retry-After", "0"),
                says(429, "<html>slow down</html>"),
                says(202, Samples.job("j1", "queued")));
        assertThat(azulejo.redrive("j1").status()).isEqualTo(Job.Status.QUEUED);
    }

    @Test
    void whoeverIsBusyForTooLongIsNotAskedAgain() {
        server.on("GET /v1/jobs/j1", problem(429, "too-many", "tomorrow", "Retry-After", "3600"));
        assertThatThrownBy(() -> azulejo.job("j1"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("tomorrow (429)");
        assertThat(server.received("GET /v1/jobs/j1")).hasSize(1);
    }

    @Test
    void whatStaysBrokenIsToldAfterAsManyAttemptsAsThePatienceHas() {
        server.on("DELETE /v1/jobs/j1", says(502, ""));
        var problem = catchThrowableOfType(ProblemException.class, () -> azulejo.delete("j1"));
        assertThat(problem.status()).isEqualTo(502);
        assertThat(problem.type()).isEqualTo("about:blank");
        assertThat(server.received("DELETE /v1/jobs/j1")).hasSize(4);
    }

    /// Nothing was done yet, so it does not matter what was asked for.
    @Test
    void aServerThatIsNotThereIsTriedAgain() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var address = URI.create("http://127.0.0.1:" + port);
        assertThatThrownBy(() -> Azulejo.at(address, "azl_1").with(QUICK).cancel("j1"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("POST to %s: ConnectException (attempt 4)".formatted(address));
    }

    @Test
    void whoeverFallsSilentIsAskedAgain() {
        var impatient = new Patience(1_000, Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofMillis(500));
        server.on("GET /v1/jobs/j1", server.isSilent(), says(200, Samples.job("j1", "queued")));
        assertThat(azulejo.with(impatient).job("j1").id()).isEqualTo("j1");
    }

    @Test
    void aProblemSaysAllThatIsWrong() {
        server.on("POST /v1/quotes", says(422, """
                {"type": "/v1/problems/invalid", "title": "Some fields are wrong", "status": 422, "detail": "2 fields are wrong",
                 "errors": [{"pointer": "/options/quality", "detail": "is 'high'"},
                            {"pointer": "/options/sclae", "detail": "is not an option"}]}"""));
        var problem = catchThrowableOfType(ProblemException.class, () -> azulejo.quote(ORDER));
        assertThat(problem.type()).isEqualTo("/v1/problems/invalid");
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.detail()).isEqualTo("2 fields are wrong");
        assertThat(problem.errors())
                .containsExactly(
                        new FieldError("/options/quality", "is 'high'"),
                        new FieldError("/options/sclae", "is not an option"));
        assertThat(problem).hasMessage("/options/quality is 'high'; /options/sclae is not an option (422)");
        assertThat(server.received("POST /v1/quotes")).hasSize(1);
    }

    @Test
    void aNoThatIsNotOfTheApiIsShownAsItCame() {
        server.on("GET /v1/jobs/j1", says(403, "<Error>\n <Code>AccessDenied</Code></Error>"));
        var problem = catchThrowableOfType(ProblemException.class, () -> azulejo.job("j1"));
        assertThat(problem.type()).isEqualTo("about:blank");
        assertThat(problem.detail()).isEqualTo("<Error> <Code>AccessDenied</Code></Error>");
    }

    @Test
    void aFileIsSentPartByPartAndAPartThatBreaksOffOnceMore() throws IOException {
        var file = Files.writeString(folder.resolve("a.png"), "0123456789");
        server.on("POST /v1/uploads", says(201, """
                {"id": "u1", "name": "a.png", "bytes": 10, "expiresAt": "2026-11-27T11:00:00Z", "parts": [
                 {"number": 1, "bytes": 4, "url": "/one"},
                 {"number": 2, "bytes": 4, "url": "%s/two", "headers": {"x-amz-tagging": "a=b"}},
                 {"number": 3, "bytes": 2, "url": "/three"}]}""".formatted(server.address())));
        server.on("PUT /one", says(204, ""))
                .on("PUT /two", loses(), says(200, ""))
                .on("PUT /three", says(204, ""));
        assertThat(azulejo.upload(file).id()).isEqualTo("u1");
        assertThat(server.received("POST /v1/uploads").getFirst().text())
                .isIn("{\"name\":\"a.png\",\"bytes\":10}", "{\"bytes\":10,\"name\":\"a.png\"}");
        assertThat(server.received("PUT /one")).extracting(Received::text).containsExactly("0123");
        assertThat(server.received("PUT /two")).extracting(Received::text).containsExactly("4567", "4567");
        assertThat(server.received("PUT /three")).extracting(Received::text).containsExactly("89");
        assertThat(server.received("PUT /two").getFirst().headers())
                .containsEntry("X-amz-tagging", "a=b")
                .containsEntry("Content-length", "4")
                .doesNotContainKey("Authorization");
        assertThat(server.received("POST /v1/uploads").getFirst().headers())
                .containsEntry("Authorization", "Bearer azl_1");
    }

    @Test
    void aFileThatIsNotThereIsNotAnnounced() {
        assertThatThrownBy(() -> azulejo.upload(folder.resolve("none.png"))).isInstanceOf(UncheckedIOException.class);
        assertThat(server.received("POST /v1/uploads")).isEmpty();
    }

    @Test
    void aResultThatBreaksOffIsFetchedAgainAndAppearsWhole() throws IOException {
        server.on(
                "GET /result", says(200, "0123456789ab"), breaksOff("012", 7), says(503, ""), says(200, "0123456789"));
        var to = folder.resolve("b.png");
        azulejo.download(result(10), to);
        assertThat(to).hasContent("0123456789");
        assertOnly(to);
        assertThat(server.received("GET /result").getFirst().headers()).doesNotContainKey("Authorization");
    }

    @Test
    void aResultOfAnotherSizeNeverAppears() throws IOException {
        server.on("GET /result", says(200, "0123"));
        var to = Files.writeString(folder.resolve("b.png"), "before");
        assertThatThrownBy(() -> azulejo.download(result(10), to)).hasMessageContaining("4 of 10 bytes came");
        assertThat(to).hasContent("before");
        assertOnly(to);
    }

    private static Job.Result result(int bytes) {
        try {
            return Json.MAPPER.readValue(Samples.result("/result", bytes), Job.Result.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertOnly(Path file) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void jobsAreListedFromPageToPage() {
        server.on("GET /v1/jobs?limit=100&status=failed", says(200, """
                {"jobs": [%s, %s], "next": "a/b"}""".formatted(
                        Samples.job("j1", "failed"), Samples.job("j2", "failed"))));
        server.on(
                "GET /v1/jobs?limit=100&status=failed&cursor=a%2Fb",
                says(200, "{\"jobs\": [%s], \"next\": null}".formatted(Samples.job("j3", "failed"))));
        assertThat(StreamSupport.stream(azulejo.jobs(Job.Status.FAILED).spliterator(), false))
                .extracting(Job::id)
                .containsExactly("j1", "j2", "j3");
    }

    @Test
    void aStatusOfANewerServerIsUnknown() {
        server.on("GET /v1/jobs/j1", says(200, Samples.job("j1", "resting")));
        assertThat(azulejo.job("j1"))
                .returns(Job.Status.UNKNOWN, Job::status)
                .returns(false, Job::hasEnded)
                .returns(Map.of("recipe", "auto"), Job::options);
    }

    @Test
    void enhancingAFileIsOneCall() throws IOException {
        var file = Files.writeString(folder.resolve("a.png"), "0123456789");
        var to = folder.resolve("b.png");
        prepare("succeeded", Samples.result("/result", 3), "null");
        server.on("GET /result", says(200, "abc"));
        assertThat(azulejo.enhance(file, Map.of(), to).id()).isEqualTo("j1");
        assertThat(to).hasContent("abc");
    }

    @Test
    void whatCannotBeEnhancedIsAnException() throws IOException {
        var file = Files.writeString(folder.resolve("a.png"), "0123456789");
        prepare(
                "rejected",
                "",
                "{\"reason\": \"unreadable\", \"detail\": \"it ends early\", \"advice\": \"Save it anew\"}");
        assertThatThrownBy(() -> azulejo.enhance(file, Map.of(), folder.resolve("b.png")))
                .isInstanceOf(NoResultException.class)
                .hasMessage("the job is rejected: it ends early (unreadable). Save it anew");
        assertOnly(file);
    }

    private void prepare(String end, String results, String problem) {
        server.on("POST /v1/uploads", says(201, """
                {"id": "u1", "name": "a.png", "bytes": 10, "expiresAt": "2026-11-27T11:00:00Z",
                 "parts": [{"number": 1, "bytes": 10, "url": "/one"}]}"""));
        server.on("PUT /one", says(204, ""));
        server.on("POST /v1/jobs", says(202, Samples.job("j1", "queued")));
        var job = Samples.job("j1", end, results, problem).replace("\n", " ");
        server.on("GET /v1/jobs/j1/events", ScriptedServer.streams("event:job\ndata:%s\n\n".formatted(job)));
    }

    @Test
    void noPatienceIsRefused() {
        assertThatThrownBy(() -> new Patience(0, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
