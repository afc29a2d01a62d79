package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs and quotes of files on the web.
class FetchIT {
    private static final Map<String, ?> HALF = Map.of("recipe", "resize", "percent", 50);
    private static final String[] HOME = {"--allow-network", "127.0.0.0/24"};

    private static final Duration LONGER_THAN_A_BODY = Duration.ofSeconds(22);

    @TempDir
    private static Path folder;

    /// Allows this machine.
    @AutoClose
    private static Served served;

    @TempDir
    private Path data;

    @AutoClose
    private final PhotoServer photos = new PhotoServer();

    @BeforeAll
    static void serve() {
        served = Served.on(folder, HOME);
    }

    private static Map<String, ?> body(String url) {
        return Map.of("input", Map.of("url", url), "options", HALF);
    }

    @Test
    void aPhotographOnTheWebBecomesWhatItBecomesWhenItIsUploaded() throws IOException {
        var photo = Served.png(1, 200, 160);
        var url = photos.put("my cat.png", photo).replace(" ", "%20");
        var quote = served.post("/v1/quotes", body(url)).json();
        assertThat(quote.at("/input/width").asInt()).as(quote.toString()).isEqualTo(200);
        assertThat(quote.at("/results/0/width").asInt()).isEqualTo(100);

        var accepted = served.post("/v1/jobs", body(url));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        var job = served.ended(accepted.json().get("id").asText());
        assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.at("/input/name").asText()).isEqualTo("my cat.png");
        assertThat(job.at("/input/from").asText())
                .isEqualTo("http://127.0.0.1:%d/my%%20cat.png".formatted(photos.port()));
        assertThat(photos.whole()).isEqualTo(1);
        assertThat(served.get(job.at("/input/url").asText()).bytes()).isEqualTo(photo);

        var uploaded = served.ended(served.submit(served.upload("my cat.png", photo), HALF));
        assertThat(served.result(job)).isEqualTo(served.result(uploaded));
        assertThat(kept()).isNotEmpty().noneMatch(text -> text.contains("s3cret"));
    }

    /// All that the server has written, and what it has said.
    private static List<String> kept() {
        var texts = Served.files(folder).stream()
                .filter(Files::isRegularFile)
                .filter(file -> !file.toString().endsWith(".png"))
                .map(FetchIT::text)
                .toList();
        assertThat(served.log()).doesNotContain("s3cret");
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return ""; // the server has removed it meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A server that allows nothing. The same request to one that allows this machine is answered by a job.
    @Test
    void whatIsNotOnThePublicInternetIsRefused() throws IOException {
        var url = photos.put("a.png", Served.png(2, 40, 40));
        var port = ":%d/a.png".formatted(photos.port());
        try (var other = Served.on(data)) {
            for (var refused : List.of(
                    url,
                    url.replace("http:", "https:"),
                    "https://localhost" + port,
                    "https://127.1" + port,
                    "https://0x7f000001" + port,
                    "https://2130706433" + port,
                    "https://0.0.0.0" + port,
                    "https://[::1]" + port,
                    "https://[::ffff:127.0.0.1]" + port,
                    "https://ana@127.0.0.1" + port,
                    "https://10.0.0.1/a.png",
                    "https://192.168.1.1/a.png",
                    "http://169.254.169.254/latest/meta-data/",
                    "https://[fd00:ec2::254]/latest/meta-data/",
                    "file:///etc/passwd")) {
                for (var path : List.of("/v1/jobs", "/v1/quotes")) {
                    var answer = other.post(path, body(refused));
                    assertThat(answer.status()).as(refused).isEqualTo(422);
                    JsonNode errors = answer.json().get("errors");
                    assertThat(errors.at("/0/pointer").asText()).isEqualTo("/input/url");
                    assertThat(errors).hasSize(1);
                }
            }
            assertThat(photos.requests()).isZero();
            assertThat(other.get("/v1/jobs").json().get("jobs")).isEmpty();
        }
        assertThat(served.post("/v1/jobs", body(url)).status()).isEqualTo(202);
        assertThat(served.post("/v1/jobs", body("http://169.254.169.254/")).status())
                .isEqualTo(422);
        assertThat(photos.requests()).isPositive();
    }

    /// A body is waited for 20 seconds, and no longer; once it is here, the answer may take longer than that.
    @Test
    void whoeverWaitsForAFileIsAnsweredHoweverLongThatTakes() throws InterruptedException {
        var url = photos.put("slow.png", Served.png(6, 40, 40));
        photos.shut();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> served.post("/v1/quotes", body(url)));
            Thread.sleep(LONGER_THAN_A_BODY);
            photos.open();
            assertThat(answer.get().status()).isEqualTo(200);
        } catch (ExecutionException e) {
            throw new AssertionError("nobody was answered", e);
        }
    }

    @Test
    void aFetchThatWasKilledGoesOnByItself() throws IOException, InterruptedException {
        var photo = Served.png(3, 300, 300);
        var url = photos.put("a.png", photo);
        photos.shut();
        try (var first = Served.on(data, HOME);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> {
                try {
                    first.post("/v1/jobs", body(url));
                } catch (UncheckedIOException e) {
                    // the server is killed, and nobody is answered
                }
            });
            while (photos.whole() == 0) {
                Thread.sleep(10);
            }
            first.kill();
        }
        try (var second = Served.on(data, HOME)) {
            while (photos.whole() < 2) { // nobody has asked again
                Thread.sleep(10);
            }
            photos.open();
            var job = second.post("/v1/jobs", body(url));
            assertThat(job.status()).as(job.text()).isEqualTo(202);
            assertThat(photos.whole()).isEqualTo(2);
            assertThat(second.ended(job.json().get("id").asText()).get("status").asText())
                    .isEqualTo("succeeded");
        }
    }

    /// All of a batch waits for a file that cannot be had yet; what is wrong is said before.
    @Test
    void aBatchOfFilesOnTheWebIsTheirJobs() {
        var one = body(photos.put("one.png", Served.png(4, 40, 40)));
        var two = body(photos.put("two.png", Served.png(5, 40, 40)));
        var busy = body("http://127.0.0.1:%d/busy.png".formatted(photos.port()));
        var none = body("http://127.0.0.1:%d/none.png".formatted(photos.port()));

        var later = served.post("/v1/batches", Map.of("jobs", List.of(one, busy)));
        assertThat(later.status()).as(later.text()).isEqualTo(503);
        assertThat(later.headers()).containsKey("retry-after");
        var wrong = served.post("/v1/batches", Map.of("jobs", List.of(one, busy, none)));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().at("/errors/0/pointer").asText()).isEqualTo("/jobs/2/input/url");
        assertThat(wrong.json().get("errors")).hasSize(1);

        var batch = served.post("/v1/batches", Map.of("jobs", List.of(one, two)));
        assertThat(batch.status()).as(batch.text()).isEqualTo(202);
        assertThat(photos.whole()).isEqualTo(2);
        BatchIT.ended(served, batch.json().get("id").asText());
    }

    @Test
    void aNetworkThatIsNoneIsSaidAtOnce() {
        try {
            Served.on(data, "--allow-network", "192.168.1.5/24").close();
            throw new IllegalStateException("it serves");
        } catch (AssertionError e) {
            assertThat(e).hasMessageContaining("--allow-network").hasMessageContaining("192.168.1.0/24");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
