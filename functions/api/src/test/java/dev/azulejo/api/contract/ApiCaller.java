package dev.azulejo.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/// Somebody who talks to the API, wherever it runs.
public class ApiCaller {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// No machine is so slow.
    private static final Duration HANGS = Duration.ofMinutes(10);

    private static final long POLL_MILLIS = 50;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private final String key;

    /// @param address to which paths such as `/v1/jobs` are added
    public ApiCaller(String address, String key) {
        this.address = address;
        this.key = key;
    }

    /// Where it listens.
    public final URI address() {
        return URI.create(address);
    }

    public final String key() {
        return key;
    }

    /// Fails when there is nobody who could answer any more.
    public void checkIsAlive() {}

    /// Between two questions for the end of a job.
    protected void pause() {
        sleep();
    }

    /// A picture that no other number gives.
    public static byte[] png(int number, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(number);
        int ground = random.nextInt(1 << 24);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, ground ^ (((x * 3) << 16) | ((y * 2) << 8) | random.nextInt(8)));
            }
        }
        return encoded(image);
    }

    private static byte[] encoded(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static BufferedImage decoded(byte[] image) {
        try {
            return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(image)))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public record Answer(int status, byte[] bytes, Map<String, List<String>> headers) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /// Empty where there is none.
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    public Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    public Answer post(String path, Object body, Map<String, String> headers) {
        try {
            return send("POST", path, BodyPublishers.ofString(JSON.writeValueAsString(body)), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), Map.of());
    }

    public Answer put(String path, byte[] bytes) {
        return send("PUT", path, BodyPublishers.ofByteArray(bytes), Map.of());
    }

    /// @param path of this API, or a whole address that needs no key
    /// @param headers on top of the key; an empty Authorization leaves that out
    public Answer send(String method, String path, HttpRequest.BodyPublisher body, Map<String, String> headers) {
        boolean isElsewhere = path.startsWith("http");
        var request = HttpRequest.newBuilder(URI.create(isElsewhere ? path : address + path))
                .method(method, body)
                .header("Accept", "*/*") // as browsers do; a gateway would add one of its own
                .header("Content-Type", "application/json");
        var authorization = headers.getOrDefault("Authorization", isElsewhere ? "" : "Bearer " + key);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        headers.forEach((name, value) -> {
            if (!name.equals("Authorization")) {
                request.setHeader(name, value);
            }
        });
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            var whole = new Answer(
                    answer.statusCode(), answer.body(), answer.headers().map());
            if (!isElsewhere) {
                DocumentedAnswers.check(method, path, whole);
            }
            return whole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Brings a file.
    ///
    /// @return the id of the upload
    public String upload(String name, byte[] bytes) {
        return bring(Map.of("name", name, "bytes", bytes.length), bytes);
    }

    /// Brings a file that was announced in such words.
    ///
    /// @return the id of the upload
    public String bring(Map<String, ?> announcement, byte[] bytes) {
        var upload = post("/v1/uploads", announcement);
        assertThat(upload.status()).as(upload.text()).isEqualTo(201);
        assertThat(putParts(upload.json(), bytes)).containsOnly(true);
        return upload.json().get("id").asText();
    }

    /// Puts the bytes of a file to where its announcement says.
    ///
    /// @return for each part whether it was taken
    public List<Boolean> putParts(JsonNode upload, byte[] bytes) {
        var taken = new ArrayList<Boolean>();
        int sent = 0;
        for (var part : upload.get("parts")) {
            var itsBytes =
                    Arrays.copyOfRange(bytes, sent, sent + part.get("bytes").asInt());
            var headers = new HashMap<String, String>();
            part.get("headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            var answer = send("PUT", part.get("url").asText(), BodyPublishers.ofByteArray(itsBytes), headers);
            taken.add(answer.status() / 100 == 2);
            sent += itsBytes.length;
        }
        assertThat(sent).isEqualTo(bytes.length);
        return taken;
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Starts a job.
    ///
    /// @return its id
    public String submit(String upload, Map<String, ?> options) {
        var job = post("/v1/jobs", Map.of("input", Map.of("upload", upload), "options", options));
        assertThat(job.status()).as(job.text()).isEqualTo(202);
        return job.json().get("id").asText();
    }

    /// Waits for the end of a job.
    public JsonNode ended(String job) {
        long start = System.nanoTime();
        while (true) {
            var view = get("/v1/jobs/" + job).json();
            if (!List.of("queued", "running").contains(view.path("status").asText())) {
                return view;
            }
            checkIsAlive();
            assertThat(System.nanoTime() - start).as("%s hangs", view).isLessThan(HANGS.toNanos());
            pause();
        }
    }

    public byte[] result(JsonNode job) {
        var result =
                send("GET", job.at("/results/0/url").asText(), BodyPublishers.noBody(), Map.of("Authorization", ""));
        assertThat(result.status()).isEqualTo(200);
        return result.bytes();
    }

    /// All jobs that the API lists, by small pages.
    public List<JsonNode> all() {
        var found = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = get("/v1/jobs?limit=3" + cursor).json();
            page.get("jobs").forEach(found::add);
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asText();
        } while (!cursor.isEmpty());
        return found;
    }

    public static void sleep() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
