package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiUploadContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do with uploads on one server, and what its owner lets them hold.
class UploadsIT extends ApiUploadContract {
    private static final byte[] PNG = Served.png(1, 40, 40);

    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    @Override
    protected ApiCaller caller() {
        return served;
    }

    @Override
    protected boolean linksCanBeTakenBack() {
        return true;
    }

    private static List<String> files() {
        return Served.files(data).stream().map(Path::toString).toList();
    }

    /// Before it was tested, the answer was 204 and the file was back on the disk.
    @Test
    void aLinkOfADeletedJobBringsNothingBack() {
        var upload = served.post("/v1/uploads", Map.of("name", "late.png", "bytes", PNG.length))
                .json();
        var link = upload.at("/parts/0/url").asText();
        assertThat(served.put(link, PNG).status()).isEqualTo(204);
        var job = served.submit(upload.get("id").asText(), Map.of("recipe", "resize", "percent", 50));
        served.ended(job);
        assertThat(served.put(link, PNG).status()).isEqualTo(409);
        assertThat(served.delete("/v1/jobs/" + job).status()).isEqualTo(204);
        assertThat(served.put(link, PNG).status()).isEqualTo(410);
        assertThat(files()).noneMatch(file -> file.endsWith("late.png"));
    }

    @Test
    void aTenantHoldsNoMoreBytesThanItMay() {
        var ana = served.as(Served.key(data, "ana"));
        assertThat(Served.keys(data, "limits", "ana", "--upload-megabytes", "1").out())
                .contains("megabytes of uploads: 1");
        var first = ana.upload("a.png", PNG);
        var refused = ana.post("/v1/uploads", Map.of("name", "b.png", "bytes", 1_000_000));
        assertThat(refused.status()).as(refused.text()).isEqualTo(413);
        assertThat(refused.json().get("type").asText()).isEqualTo("/v1/problems/too-much-stored");
        assertThat(refused.json().get("detail").asText()).contains("1.000 MB", "1 other upload");
        assertThat(ana.get("/v1/limits").json().at("/uploadMegabytes/used").asDouble())
                .isEqualTo(PNG.length / 1e6);
        assertThat(ana.delete("/v1/uploads/" + first).status()).isEqualTo(204);
        assertThat(ana.post("/v1/uploads", Map.of("name", "b.png", "bytes", 1_000_000))
                        .status())
                .isEqualTo(201);
    }

    /// A server that starts removes what is too old, also what an earlier version has left.
    @Test
    void whatNoJobNeedsGoesAfterAWeek(@TempDir Path other) throws IOException {
        String old;
        String needed;
        try (var before = Served.on(other)) {
            old = before.upload("old.png", PNG);
            needed = before.upload("needed.png", PNG);
            before.ended(before.submit(needed, Map.of("recipe", "resize", "percent", 50)));
        }
        for (var id : List.of(old, needed)) {
            var record = other.resolve("work/tenants/local/uploads/" + id + ".json");
            var eightDaysAgo = Instant.now().minus(Duration.ofDays(8)).toString();
            Files.writeString(
                    record,
                    Files.readString(record)
                            .replaceFirst("\"createdAt\":\"[^\"]*\"", "\"createdAt\":\"" + eightDaysAgo + "\""));
        }
        try (var files = Files.list(other.resolve("work/tenants/local/held"))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        try (var after = Served.on(other)) {
            while (after.get("/v1/uploads/" + old).status() != 410) {
                after.checkIsAlive();
                Served.sleep();
            }
            assertThat(after.get("/v1/uploads/" + needed).json().get("complete").asBoolean())
                    .isTrue();
        }
        assertThat(Files.exists(other.resolve("uploads/local/" + old + "/old.png")))
                .isFalse();
    }
}
