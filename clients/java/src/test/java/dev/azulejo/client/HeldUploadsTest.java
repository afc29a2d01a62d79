package dev.azulejo.client;

import static dev.azulejo.client.ScriptedServer.loses;
import static dev.azulejo.client.ScriptedServer.problem;
import static dev.azulejo.client.ScriptedServer.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads: bytes that are taken once, and what is held.
class HeldUploadsTest {
    private static final Patience QUICK =
            new Patience(4, Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofMinutes(5));

    @TempDir
    private Path folder = Path.of("");

    @AutoClose
    private ScriptedServer server;

    private Azulejo azulejo;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        azulejo = Azulejo.at(server.address(), "azl_1").with(QUICK);
        server.on("POST /v1/uploads", says(201, """
                {"id": "u1", "name": "a.png", "bytes": 4, "expiresAt": "2026-11-27T11:00:00Z",
                 "parts": [{"number": 1, "bytes": 4, "url": "/one", "headers": {"If-None-Match": "*"}}]}"""));
    }

    private Path file() throws IOException {
        return Files.writeString(folder.resolve("a.png"), "0123");
    }

    /// The first answer was lost: the bytes are there, which S3 and a server of one's own say in words of their own.
    @Test
    void bytesThatAreThereAlreadyAreSent() throws IOException {
        server.on(
                "PUT /one",
                loses(),
                says(412, "<Error><Code>PreconditionFailed</Code></Error>"),
                loses(),
                problem(409, "not-possible-now", "they are here"));
        assertThat(azulejo.upload(file()).id()).isEqualTo("u1");
        assertThat(azulejo.upload(file()).id()).isEqualTo("u1");
        assertThat(server.received("PUT /one").getFirst().headers()).containsEntry("If-none-match", "*");
    }

    @Test
    void whatElseIsSaidOfBytesIsARefusal() throws IOException {
        var file = file();
        server.on(
                "PUT /one",
                problem(410, "gone", "it was removed"),
                problem(409, "upload-incomplete", "3 of 4 bytes came"));
        assertThatThrownBy(() -> azulejo.upload(file)).hasMessage("it was removed (410)");
        assertThatThrownBy(() -> azulejo.upload(file)).hasMessage("3 of 4 bytes came (409)");
    }

    @Test
    void uploadsAreListedByPagesLookedAtAndDeleted() {
        server.on("GET /v1/uploads?limit=100", says(200, page(upload("u2"), "\"c 1\"")));
        server.on("GET /v1/uploads?limit=100&cursor=c+1", says(200, page(upload("u1"), "null")));
        assertThat(azulejo.uploads()).extracting(HeldUpload::id).containsExactly("u2", "u1");
        server.on("GET /v1/uploads/u1", says(200, upload("u1")));
        assertThat(azulejo.upload("u1").jobs()).containsExactly("j1");
        server.on("DELETE /v1/uploads/u1", loses(), says(204, ""));
        azulejo.deleteUpload("u1");
        assertThat(server.received("DELETE /v1/uploads/u1")).hasSize(2);
    }

    private static String page(String upload, String next) {
        return "{\"uploads\": [%s], \"next\": %s}".formatted(upload, next);
    }

    private static String upload(String id) {
        return """
                {"id": "%s", "name": "a.png", "bytes": 4, "createdAt": "2026-11-27T11:00:00Z", "complete": true,
                 "from": null, "jobs": ["j1"], "expiresAt": null, "url": "/bytes"}""".formatted(id);
    }
}
