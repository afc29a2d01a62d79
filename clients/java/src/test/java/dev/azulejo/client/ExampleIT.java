package dev.azulejo.client;

import static dev.azulejo.client.ScriptedServer.breaksOff;
import static dev.azulejo.client.ScriptedServer.problem;
import static dev.azulejo.client.ScriptedServer.says;
import static dev.azulejo.client.ScriptedServer.streams;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.client.ScriptedServer.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a server on one machine never does, and the cloud does daily: the examples cope with it.
class ExampleIT {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void partsBusyServersAndStreamsThatEndEarlyAreNoTrouble(Example example) throws IOException {
        var file = Files.writeString(folder.resolve("a \"b\".png"), "0123456789");
        var result = folder.resolve("result.png");
        try (var server = new ScriptedServer()) {
            server.on(
                    "POST /v1/uploads",
                    problem(503, "unavailable", "later", "Retry-After", "1"),
                    says(201, """
                    {"id": "u1", "name": "a.png", "bytes": 10, "expiresAt": "2026-11-27T11:00:00Z", "parts": [
                     {"number": 1, "bytes": 4, "url": "/one"},
                     {"number": 2, "bytes": 4, "url": "%s/two?a=b", "headers": {"x-amz-tagging": "a=\\"b\\""}},
                     {"number": 3, "bytes": 2, "url": "/three"}]}""".formatted(server.address())));
            server.on("PUT /one", says(204, ""));
            server.on("PUT /two?a=b", says(503, ""), says(200, ""));
            server.on("PUT /three", says(204, ""));
            server.on("POST /v1/jobs", says(202, Samples.job("j1", "queued")));
            var ends = streams(Samples.event("j1", "running"));
            var done = Samples.job("j1", "succeeded", Samples.result("/result", 3), "null");
            server.on(
                    "GET /v1/jobs/j1/events",
                    ends,
                    ends,
                    streams("event:job\ndata:%s\n\n".formatted(done.replace("\n", " "))));
            server.on("GET /v1/jobs/j1", says(200, Samples.job("j1", "running")), says(200, done));
            server.on("GET /result", says(200, "abc"));

            var ended = example.run(server.address(), "azl_1", file.toString(), result.toString());
            assertThat(ended.exit()).as(ended.err()).isZero();
            assertThat(ended.out()).isEqualTo(result + "\n");
            assertThat(result).hasContent("abc");
            assertThat(server.received("POST /v1/uploads").getLast().text()).contains("\"a \\\"b\\\".png\"");
            assertThat(server.received("PUT /one")).extracting(Received::text).containsExactly("0123");
            assertThat(server.received("PUT /two?a=b"))
                    .extracting(Received::text)
                    .containsExactly("4567", "4567");
            assertThat(server.received("PUT /three")).extracting(Received::text).containsExactly("89");
            assertThat(server.received("PUT /two?a=b").getFirst().headers())
                    .containsEntry("X-amz-tagging", "a=\"b\"")
                    .containsEntry("Content-length", "4")
                    .doesNotContainKey("Authorization");
            assertThat(server.received("GET /result").getFirst().headers()).doesNotContainKey("Authorization");
            assertThat(server.received("POST /v1/jobs").getFirst().headers())
                    .containsEntry("Authorization", "Bearer azl_1")
                    .containsKey("Idempotency-Key");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResultThatBreaksOffOrHasAnotherSizeIsNone(Example example) throws IOException {
        var file = Files.writeString(folder.resolve("a.png"), "0123456789");
        var result = folder.resolve("result.png");
        for (var broken : List.of(breaksOff("abc", 6), says(200, "abc"))) {
            try (var server = new ScriptedServer()) {
                server.on("POST /v1/uploads", says(201, """
                        {"id": "u1", "name": "a.png", "bytes": 10, "expiresAt": "2026-11-27T11:00:00Z", "parts": [
                         {"number": 1, "bytes": 10, "url": "/one"}]}"""));
                server.on("PUT /one", says(204, ""));
                var done = Samples.job("j1", "succeeded", Samples.result("/result", 9), "null");
                server.on("POST /v1/jobs", says(202, done));
                server.on("GET /v1/jobs/j1", says(200, done));
                server.on(
                        "GET /v1/jobs/j1/events", streams("event:job\ndata:%s\n\n".formatted(done.replace("\n", " "))));
                server.on("GET /result", broken, problem(403, "link-expired", "ask for the job again"));
                var ended = example.run(server.address(), "azl_1", file.toString(), result.toString());
                assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
                try (var left = Files.list(folder)) {
                    assertThat(left.toList()).isEqualTo(List.of(file));
                }
            }
        }
    }
}
