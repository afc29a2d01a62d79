package dev.azulejo.integration.cloud;

import dev.azulejo.cloud.StackOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// A write of an object by whatever process, which LocalStack's plugin (`holds.py`) holds until this
/// is closed: the process that wants to write waits for its answer meanwhile.
final class HeldWrite implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI hold;

    /// @param keys a pattern in which `*` stands for any text
    /// @param after how many writes pass before
    HeldWrite(Cloud cloud, StackOutput bucket, String keys, int after) {
        var object = URLEncoder.encode(cloud.output(bucket) + "/" + keys, StandardCharsets.UTF_8);
        hold = cloud.aws().endpoint().resolve("/_localstack/azulejo/holds?object=%s&after=%d".formatted(object, after));
        answer("PUT");
    }

    /// Waits until a process wants to write it.
    void awaitWriter() {
        Cloud.await("a write", SOON, () -> Optional.of(answer("GET")).filter("true"::equals));
    }

    private String answer(String method) {
        try {
            var request = HttpRequest.newBuilder(hold)
                    .method(method, BodyPublishers.noBody())
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("%s %s: %s".formatted(method, hold, answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    /// Lets the write go.
    @Override
    public void close() {
        answer("DELETE");
        http.close();
    }
}
