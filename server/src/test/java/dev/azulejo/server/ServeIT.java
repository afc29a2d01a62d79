package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do with jobs, on one server.
class ServeIT extends ApiContract {
    @TempDir
    private static Path data;

    @TempDir
    private static Path photos;

    @TempDir
    private static Path shop;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(
                data,
                "--allow-place",
                photos.toUri() + "{tenant}",
                "--allow-place",
                "write:" + shop.toUri() + "{tenant}",
                "--allow-network",
                "127.0.0.0/8");
    }

    @Override
    protected ApiCaller caller() {
        return served;
    }

    @Override
    protected String stored(String name, byte[] bytes) {
        try {
            var file = Files.createDirectories(photos.resolve("local")).resolve(name);
            return Files.write(file, bytes).toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected String copiesGo() {
        return shop.toUri() + "local/";
    }

    @Override
    protected byte[] read(String uri) {
        try {
            return Files.readAllBytes(Path.of(URI.create(uri)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected ApiCaller newcomer() {
        return served.as(Served.key(data, "newcomer"));
    }

    @Override
    protected void sweep() {
        // It does so all the time.
    }

    @Override
    protected List<String> filesOf(String upload) {
        return Served.files(data).stream()
                .map(Path::toString)
                .filter(file -> file.contains(upload))
                .toList();
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
            assertThat(tag).as(path).matches("\"[0-9a-f]{24}[.][0-9a-f]{16}\"");
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

    /// Weights that are too large for the repository are brought on demand. Where nobody has, this is
    /// refused at once.
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
            assertThat(refused.json().get("type").asText()).isEqualTo("/v1/problems/model-missing");
            assertThat(refused.json().get("detail").asText())
                    .contains("azulejo models pull x4plus")
                    .doesNotContain("/");
        }
    }
}
