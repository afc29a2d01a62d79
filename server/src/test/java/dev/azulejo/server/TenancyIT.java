package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.contract.ApiCaller.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever Ben tries with what is Ana's, he is answered as if it did not exist, and nothing of hers changes.
class TenancyIT {
    private static final Map<String, ?> HALF = Map.of("recipe", "resize", "percent", 50);
    private static final byte[] PNG = Served.png(1, 40, 40);

    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    private static Served ana;
    private static Served ben;

    /// Names of things, as Ana has them or as somebody has made them up.
    ///
    /// @param job that succeeded
    /// @param cancelled a job that was cancelled
    /// @param upload whose bytes are there
    /// @param empty an upload whose bytes are not
    /// @param at of a job among others, which is a cursor
    /// @param key an Idempotency-Key
    /// @param batch of the job that succeeded
    record Things(String job, String cancelled, String upload, String empty, String at, String key, String batch) {
        List<String> names() {
            return List.of(job, cancelled, upload, empty, at, key, batch);
        }
    }

    private static Things anas;
    private static Things madeUp;

    private static String bensJob;
    private static String bensUpload;
    private static String anasResult;
    private static String anasPart;
    private static String bensResult;
    private static String bensPart;

    @BeforeAll
    static void bothHaveJobs() throws IOException {
        served = Served.on(data);
        ana = served.as(Served.key(data, "ana"));
        ben = served.as(Served.key(data, "ben"));
        var upload = ana.upload("a.png", PNG);
        var body = Map.of("input", Map.of("upload", upload), "options", HALF);
        var job = ana.post("/v1/jobs", body, Map.of("Idempotency-Key", "of ana"))
                .json()
                .get("id")
                .asText();
        var ended = ana.ended(job);
        anasResult = ended.at("/results/0/url").asText();
        var before = ana.submit(ana.upload("c.png", Served.png(3, 300, 300)), Map.of("recipe", "photo-x2"));
        var cancelled = ana.submit(upload, Map.of("recipe", "resize", "percent", 25));
        assertThat(ana.post("/v1/jobs/" + cancelled + "/cancel", Map.of()).status())
                .isEqualTo(202);
        assertThat(ana.ended(cancelled).get("status").asText()).isEqualTo("cancelled");
        ana.ended(before);
        var empty = ana.post("/v1/uploads", Map.of("name", "a.png", "bytes", 7)).json();
        anasPart = empty.at("/parts/0/url").asText();
        var at = "%016x-%s".formatted(Long.MAX_VALUE - millis(ended), job);
        var batch = ana.post("/v1/batches", Map.of("jobs", List.of(body)))
                .json()
                .get("id")
                .asText();
        anas = new Things(job, cancelled, upload, empty.get("id").asText(), at, "of ana", batch);

        // A place among jobs of the same moment.
        var beside = at.substring(0, at.indexOf('-') + 1) + "f".repeat(24);
        madeUp = new Things(
                "1".repeat(24),
                "2".repeat(24),
                "u" + "3".repeat(24),
                "u" + "4".repeat(24),
                beside,
                "nobody's",
                "b" + "5".repeat(24));

        bensUpload = ben.upload("a.png", PNG);
        bensJob = ben.submit(bensUpload, HALF);
        bensResult = ben.ended(bensJob).at("/results/0/url").asText();
        bensPart = ben.post("/v1/uploads", Map.of("name", "a.png", "bytes", 7))
                .json()
                .at("/parts/0/url")
                .asText();
    }

    private static long millis(JsonNode job) {
        return Instant.parse(job.get("createdAt").asText()).toEpochMilli();
    }

    /// Something that Ben tries.
    record Attempt(String name, Function<Things, Answer> request) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Attempt get(String path) {
        return new Attempt("GET " + path, things -> ben.get(filled(path, things)));
    }

    private static Attempt send(String method, String path, Map<String, String> headers) {
        return new Attempt(
                "%s %s %s".formatted(method, path, headers),
                things -> ben.send(method, filled(path, things), BodyPublishers.noBody(), headers));
    }

    private static Attempt post(String path, String body, Map<String, String> headers) {
        return new Attempt(
                "POST %s %s %s".formatted(path, body, headers),
                things -> ben.send(
                        "POST",
                        filled(path, things),
                        BodyPublishers.ofString(filled(body, things).replace('\'', '"')),
                        filled(headers, things)));
    }

    private static Map<String, String> filled(Map<String, String> headers, Things things) {
        var filled = new TreeMap<String, String>();
        headers.forEach((name, value) -> filled.put(name, filled(value, things)));
        return filled;
    }

    private static String filled(String text, Things things) {
        return text.replace("JOB", things.job)
                .replace("CANCELLED", things.cancelled)
                .replace("UPLOAD", things.upload)
                .replace("EMPTY", things.empty)
                .replace("CURSOR", things.at)
                .replace("KEY", things.key)
                .replace("BATCH", things.batch);
    }

    static Stream<Attempt> attempts() {
        var none = Map.<String, String>of();
        return Stream.of(
                get("/v1/jobs/JOB"),
                get("/v1/jobs/CANCELLED"),
                get("/v1/jobs/JOB/events"),
                get("/v1/jobs/JOB?tenant=ana"),
                get("/v1/jobs/..%2Fana%2FJOB"),
                get("/v1/jobs/..%2F..%2Fana%2Fsubmissions%2FJOB"),
                get("/v1/jobs/ana%2FJOB"),
                get("/v1/jobs/JOB.json"),
                get("/v1/jobs/JOB%00"),
                get("/v1/jobs/JOB%20"),
                get("/v1/jobs/UPLOAD"),
                get("/v1/uploads/UPLOAD"),
                get("/v1/uploads/EMPTY"),
                get("/v1/uploads/..%2F..%2Fana%2Fuploads%2FUPLOAD"),
                get("/v1/uploads?tenant=ana"),
                send("DELETE", "/v1/uploads/EMPTY", none),
                get("/v1/tenants"),
                get("/v1/tenants/ana/uploads"),
                send("DELETE", "/v1/tenants/ana?confirm=ana", none),
                get("/v1/batches/BATCH"),
                get("/v1/batches/..%2F..%2Fana%2Fbatches%2FBATCH"),
                get("/v1/limits?tenant=ana"),
                send("GET", "/v1/batches/BATCH", Map.of("If-None-Match", "*")),
                post("/v1/batches/BATCH/cancel", "{}", none),
                post("/v1/batches", "{'jobs': [{'input': {'upload': 'UPLOAD'}}]}", none),
                post("/v1/batches", "{'jobs': [{'input': {'upload': 'EMPTY'}}]}", Map.of("Idempotency-Key", "KEY")),
                get("/v1/jobs?cursor=CURSOR"),
                get("/v1/jobs?cursor=..%2F..%2Fana%2Fjobs%2FCURSOR"),
                get("/v1/jobs?tenant=ana&limit=100"),
                get("/v1/jobs?status=cancelled"),
                send("HEAD", "/v1/jobs/JOB", none),
                send("OPTIONS", "/v1/jobs/JOB", none),
                send("GET", "/v1/jobs/JOB", Map.of("X-Tenant", "ana", "X-Forwarded-User", "ana")),
                send("GET", "/v1/jobs/JOB", Map.of("If-None-Match", "*")),
                send("DELETE", "/v1/jobs/JOB", none),
                send("DELETE", "/v1/jobs/CANCELLED", none),
                send("DELETE", "/v1/jobs/JOB", Map.of("X-HTTP-Method-Override", "GET")),
                send("DELETE", "/v1/uploads/UPLOAD", none),
                send("PUT", "/v1/jobs/JOB", none),
                post("/v1/jobs/JOB/cancel", "{}", none),
                post("/v1/jobs/CANCELLED/cancel", "{}", none),
                post("/v1/jobs/JOB/redrive", "{}", none),
                post("/v1/jobs/CANCELLED/redrive", "{}", none),
                post("/v1/jobs", "{'input': {'upload': 'UPLOAD'}}", none),
                post("/v1/jobs", "{'input': {'upload': 'EMPTY'}}", none),
                post("/v1/jobs", "{'input': {'upload': 'UPLOAD'}}", Map.of("Idempotency-Key", "KEY")),
                post("/v1/jobs", "{'input': {'upload': 'UPLOAD'}}", Map.of("Prefer", "wait=1")),
                post("/v1/jobs", "{'input': {'upload': '../ana/UPLOAD'}}", none),
                post("/v1/jobs", "{'input': {'upload': 'UPLOAD', 'tenant': 'ana'}}", none),
                post("/v1/quotes", "{'input': {'upload': 'UPLOAD'}}", none),
                post("/v1/quotes", "{'input': {'upload': 'EMPTY'}}", none));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attempts")
    void itIsAsIfItDidNotExist(Attempt attempt) throws IOException {
        var before = state("ana");
        assertThat(seen(attempt.request.apply(anas), anas)).isEqualTo(seen(attempt.request.apply(madeUp), madeUp));
        assertThat(state("ana")).isEqualTo(before);
    }

    /// The status, the kind and the body, with names left out that were sent.
    private static String seen(Answer answer, Things things) {
        var text = answer.text();
        for (var name : things.names()) {
            text = text.replace(name, "NAME");
        }
        return "%d %s %s".formatted(answer.status(), answer.headers().get("content-type"), text);
    }

    /// An Idempotency-Key is of its tenant: for Ben the one that Ana has used is new.
    @Test
    void anIdempotencyKeyOfAnotherIsNew() throws IOException {
        var before = state("ana");
        var body = Map.of("input", Map.of("upload", bensUpload), "options", HALF);
        var answer = ben.post("/v1/jobs", body, Map.of("Idempotency-Key", anas.key));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("id").asText()).isEqualTo(bensJob);
        assertThat(state("ana")).isEqualTo(before);
    }

    /// The same bytes with the same options: were they one job, one tenant could cancel or delete the other's, and
    /// see by the time that an answer takes what the other has.
    @Test
    void equalFilesOfTwoTenantsAreTwoJobs() {
        assertThat(bensJob).isNotEqualTo(anas.job);
        assertThat(ids(ana)).contains(anas.job, anas.cancelled).doesNotContain(bensJob);
        assertThat(ids(ben)).contains(bensJob).doesNotContain(anas.job, anas.cancelled);
        assertThat(ben.get("/v1/jobs/" + bensJob).json().at("/results/0/bytes"))
                .isEqualTo(ana.get("/v1/jobs/" + anas.job).json().at("/results/0/bytes"));
    }

    private static List<String> ids(Served by) {
        return by.all().stream().map(job -> job.get("id").asText()).toList();
    }

    /// What Ben makes of links: his own, pointed at what is Ana's; hers, to do what they do not say.
    static Stream<Attempt> links() {
        return Stream.of(
                new Attempt("his result, with her folder", _ -> ben.get(pointed(bensResult, "ben/", "ana/"))),
                new Attempt("his part, with her folder", _ -> ben.put(pointed(bensPart, "ben/", "ana/"), new byte[7])),
                new Attempt("his result, as a part", _ -> ben.put(pointed(bensResult, "GET", "PUT"), new byte[7])),
                new Attempt("his result, to be written", _ -> ben.put(bensResult, new byte[7])),
                new Attempt("her result, to be written", _ -> ben.put(anasResult, new byte[7])),
                new Attempt("her part, to be read", _ -> ben.get(anasPart)),
                new Attempt("her part, as a result", _ -> ben.get(pointed(anasPart, "PUT", "GET"))),
                new Attempt("her part, for more bytes", _ -> ben.put(pointed(anasPart, "\n7\n", "\n8\n"), new byte[8])),
                new Attempt("her result, with his signature", _ -> ben.get(signed(anasResult, bensResult))),
                new Attempt("her result without a signature", _ -> ben.get(signed(anasResult, "/v1/content/x./a.png"))),
                new Attempt("no token", _ -> ben.get("/v1/content/x/a.png")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("links")
    void aLinkThatWasChangedIsNone(Attempt attempt) throws IOException {
        var before = state("ana");
        var answer = attempt.request.apply(anas);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("type").asText()).isEqualTo("/v1/problems/link-expired");
        assertThat(state("ana")).isEqualTo(before);
    }

    /// A link that says something else under its old signature.
    private static String pointed(String link, String from, String to) {
        var says = new String(Base64.getUrlDecoder().decode(token(link)), StandardCharsets.UTF_8);
        assertThat(says).contains(from);
        return link.replace(
                token(link),
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(says.replace(from, to).getBytes(StandardCharsets.UTF_8)));
    }

    private static String signed(String link, String by) {
        return link.replace(signature(link), signature(by));
    }

    private static String token(String link) {
        return link.substring("/v1/content/".length(), link.indexOf('.'));
    }

    private static String signature(String link) {
        return link.substring(link.indexOf('.'), link.indexOf('/', link.indexOf('.')));
    }

    /// A name is a name, whatever path somebody writes into it.
    @Test
    void anUploadStaysWithItsTenant() throws IOException {
        var before = state("ana");
        var name = "../../ana/%s/a.png".formatted(anas.empty);
        ben.upload(name, PNG);
        assertThat(state("ana")).isEqualTo(before);
    }

    /// All that is Ana's, with the hashes of what it says. Locks and times are left out.
    private static Map<String, String> state(String tenant) throws IOException {
        var jobs = List.of(anas.job, anas.cancelled);
        var found = new TreeMap<String, String>();
        for (var file : Served.files(data)) {
            var name = data.relativize(file).toString();
            boolean isHers = Arrays.asList(name.split("/", -1)).contains(tenant)
                    || jobs.stream().anyMatch(name::contains);
            if (isHers && Files.isRegularFile(file)) {
                found.put(name, hash(file));
            }
        }
        assertThat(found).hasSizeGreaterThan(10);
        return found;
    }

    private static String hash(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
