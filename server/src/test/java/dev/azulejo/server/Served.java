package dev.azulejo.server;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// `azulejo serve` as a process of its own, on a port that is free, and somebody who talks to it.
public final class Served implements AutoCloseable {
    /// What the build has made, in `server/target`.
    private static final Path SERVER = Path.of(System.getProperty("azulejo.server"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ADDRESS = Pattern.compile("open (http://\\S+)/#key=(\\S+)");
    /// No machine is so slow.
    private static final Duration HANGS = Duration.ofMinutes(5);

    private static final long POLL_MILLIS = 50;

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private final String key;
    private final Path log;

    /// Where it listens.
    public URI address() {
        return URI.create(address);
    }

    public String key() {
        return key;
    }

    private Served(Process process, Path log, String address, String key) {
        this.process = process;
        this.log = log;
        this.address = address;
        this.key = key;
    }

    public static Served on(Path data) {
        try {
            var log = Files.createTempFile("serve-", ".log");
            var temporary = Files.createDirectories(data.resolve("temporary"));
            var process = azulejo(temporary, "serve", "--port", "0", "--data", data.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            while (process.isAlive()) {
                var said = ADDRESS.matcher(Files.readString(log));
                if (said.find()) {
                    return new Served(process, log, said.group(1), said.group(2));
                }
                sleep();
            }
            throw new AssertionError("the server ended: " + Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder azulejo(Path temporary, String... arguments) {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx576m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-Dazulejo.home=" + SERVER.resolve("../../..").normalize(),
                "-jar",
                SERVER.toString());
        return new ProcessBuilder(
                Stream.concat(command.stream(), Stream.of(arguments)).toList());
    }

    /// What a command said, and how it ended.
    record Ran(int exit, String out, String err) {}

    /// Runs `azulejo keys`, as an operator does beside the server.
    static Ran keys(Path data, String... arguments) {
        try {
            var err = Files.createTempFile("keys-", ".err");
            var all = Stream.of(Stream.of("keys"), Stream.of(arguments), Stream.of("--data", data.toString()))
                    .flatMap(its -> its)
                    .toArray(String[]::new);
            var process = azulejo(Path.of(System.getProperty("java.io.tmpdir")), all)
                    .redirectError(err.toFile())
                    .start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            var said = Files.readString(err);
            Files.delete(err);
            return new Ran(exit, out, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A new key of a tenant.
    static String key(Path data, String tenant) {
        var made = keys(data, "make", tenant);
        assertThat(made.exit()).as(made.err()).isZero();
        return made.out().strip();
    }

    /// The same server, for somebody with another key.
    Served as(String other) {
        return new Served(process, log, address, other);
    }

    /// A picture that no other number gives.
    static byte[] png(int number, int width, int height) {
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

    static BufferedImage decoded(byte[] image) {
        try {
            return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(image)))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Answer(int status, byte[] bytes, Map<String, List<String>> headers) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /// Empty where there is none.
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        JsonNode json() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    Answer post(String path, Object body, Map<String, String> headers) {
        try {
            return send("POST", path, BodyPublishers.ofString(JSON.writeValueAsString(body)), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), Map.of());
    }

    Answer put(String path, byte[] bytes) {
        return send("PUT", path, BodyPublishers.ofByteArray(bytes), Map.of());
    }

    /// @param headers on top of the key; an empty Authorization leaves that out
    Answer send(String method, String path, HttpRequest.BodyPublisher body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, body)
                .header("Content-Type", "application/json");
        var authorization = headers.getOrDefault("Authorization", "Bearer " + key);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        headers.forEach((name, value) -> {
            if (!name.equals("Authorization")) {
                request.header(name, value);
            }
        });
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(), answer.body(), answer.headers().map());
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
    String upload(String name, byte[] bytes) {
        var upload = post("/v1/uploads", Map.of("name", name, "bytes", bytes.length));
        assertThat(upload.status()).as(upload.text()).isEqualTo(201);
        assertThat(put(upload.json().at("/parts/0/url").asText(), bytes).status())
                .isEqualTo(204);
        return upload.json().get("id").asText();
    }

    /// Starts a job.
    ///
    /// @return its id
    String submit(String upload, Map<String, ?> options) {
        var job = post("/v1/jobs", Map.of("input", Map.of("upload", upload), "options", options));
        assertThat(job.status()).as(job.text()).isEqualTo(202);
        return job.json().get("id").asText();
    }

    /// Waits for the end of a job.
    JsonNode ended(String job) {
        long start = System.nanoTime();
        while (true) {
            var view = get("/v1/jobs/" + job).json();
            if (!List.of("queued", "running").contains(view.path("status").asText())) {
                return view;
            }
            assertThat(process.isAlive()).as(log()).isTrue();
            assertThat(System.nanoTime() - start)
                    .as("%s hangs: %s", view, log())
                    .isLessThan(HANGS.toNanos());
            sleep();
        }
    }

    byte[] result(JsonNode job) {
        var result =
                send("GET", job.at("/results/0/url").asText(), BodyPublishers.noBody(), Map.of("Authorization", ""));
        assertThat(result.status()).isEqualTo(200);
        return result.bytes();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By SIGKILL.
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(log);
    }
}
