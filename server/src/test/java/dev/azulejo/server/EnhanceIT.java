package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.contract.ApiCaller;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that were written for another API.
class EnhanceIT {
    private static final Map<String, String> WAIT = Map.of("Prefer", "wait=25");

    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    private static JsonNode ended(Map<String, ?> body) {
        var answer = served.post("/v1/enhance", body, WAIT);
        var id = answer.json().path("id").asText();
        assertThat(answer.status()).as(answer.text()).isIn(200, 202);
        served.ended(id);
        return served.get("/v1/enhance/" + id).json();
    }

    @Test
    void anUploadComesBackInTheSizeAndFormatThatWereAskedFor() {
        var upload = served.upload("a.png", ApiCaller.png(1, 60, 40));
        var done = ended(Map.of(
                "upload", upload, "scale", 3, "enhancements", List.of("clean", "upscale"), "output_format", "jpg"));
        assertThat(done.get("status").asText()).as(done.toString()).isEqualTo("succeeded");
        assertThat(done.get("error").isNull()).isTrue();
        var job = served.get("/v1/jobs/" + done.get("id").asText()).json();
        assertThat(job.get("options")).hasToString("{\"format\":\"jpg\",\"recipe\":\"restore-x2\",\"percent\":300}");
        var url = done.get("result_url").asText();
        assertThat(url).startsWith(served.address() + "/").endsWith(".jpg");
        var image = ApiCaller.decoded(
                served.send("GET", url, BodyPublishers.noBody(), Map.of()).bytes());
        assertThat(image.getWidth()).isEqualTo(180);
    }

    @Test
    void itIsTheSameJobAsByTheOtherDoor() {
        var upload = served.upload("a.png", ApiCaller.png(2, 60, 40));
        var done = ended(Map.of("upload", upload, "width", 30));
        var job = served.submit(upload, Map.of("width", 30, "recipe", "auto"));
        assertThat(job).isEqualTo(done.get("id").asText());
    }

    @Test
    void whoeverDoesNotWaitIsToldWhereToLook() {
        var upload = served.upload("a.png", ApiCaller.png(3, 300, 300));
        var answer = served.post("/v1/enhance", Map.of("upload", upload));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("result_url").isNull()).isTrue();
        var id = answer.json().get("id").asText();
        assertThat(answer.headers().get("location")).containsExactly("/v1/enhance/" + id);
        served.delete("/v1/jobs/" + id);
        assertThat(served.get("/v1/enhance/" + id).status()).isEqualTo(410);
    }

    @Test
    void allThatIsWrongIsSaidAtOnceOfTheFieldsThatWereSent() {
        var answer = served.post(
                "/v1/enhance",
                Map.of(
                        "url", "ftp://a.b/c",
                        "width", "x",
                        "enhancements", List.of("denoise", "deblur"),
                        "output_format", "iiif",
                        "quality", 101,
                        "webhook", "y"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                        .map(error -> error.get("pointer").asText()))
                .containsExactlyInAnyOrder(
                        "/url", "/width", "/enhancements/1", "/output_format", "/quality", "/webhook");
        assertThat(answer.text()).contains("there are upscale, enhance,");
        assertThat(served.post("/v1/enhance", Map.of())
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/upload");
    }

    @Test
    void aFileThatIsNoImageHasAnError() {
        var done = ended(Map.of("upload", served.upload("a.png", "Dear Sir".getBytes(StandardCharsets.UTF_8))));
        assertThat(done.get("status").asText()).isEqualTo("rejected");
        assertThat(done.get("error").asText()).contains("(");
        assertThat(done.get("result_url").isNull()).isTrue();
    }
}
