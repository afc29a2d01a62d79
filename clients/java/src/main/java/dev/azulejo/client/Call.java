package dev.azulejo.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.azulejo.client.Answer.No;
import dev.azulejo.client.Answer.Yes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/// One request, which may be sent several times. Not thread-safe.
final class Call {
    private final Server server;
    private final String method;
    private final URI uri;
    private final HttpRequest.Builder request;
    private BodyPublisher body = BodyPublishers.noBody();
    private boolean isRepeatable;

    Call(Server server, String method, URI uri) {
        this.server = server;
        this.method = method;
        this.uri = uri;
        request = HttpRequest.newBuilder(uri);
    }

    Call header(String name, String value) {
        request.setHeader(name, value);
        return this;
    }

    Call json(Object value) {
        try {
            body = BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this cannot be written as JSON: " + value, e);
        }
        return header("Content-Type", "application/json");
    }

    Call bytes(FileRange range) {
        body = range.publisher();
        return this;
    }

    /// Marks the request as safe to send twice.
    Call repeatable() {
        isRepeatable = true;
        return this;
    }

    void send() {
        send(BodyHandlers.replacing(""));
    }

    <T> T send(Class<T> type) {
        return send(info -> BodySubscribers.mapping(BodySubscribers.ofByteArray(), bytes -> {
            try {
                return Json.MAPPER.readValue(bytes, type);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    /// Writes the answer to a file, which then must have exactly `bytes` bytes.
    void save(Path file, long bytes) {
        var write = BodyHandlers.ofFile(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        send(info -> BodySubscribers.mapping(write.apply(info), written -> {
            try {
                long came = Files.size(written);
                if (came != bytes) {
                    throw new IOException("%d of %d bytes came".formatted(came, bytes));
                }
                return written;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private <T> T send(BodyHandler<T> handler) {
        var tries = new Tries(server.patience());
        while (true) {
            try {
                var pulse = new Pulse();
                var answer = pulse.await(
                                start(handler, pulse), server.patience().silence())
                        .body();
                if (answer instanceof Yes<T> yes) {
                    return yes.value();
                }
                tries.refused((No<T>) answer, isRepeatable);
            } catch (IOException e) {
                // Without a listener, nothing was done.
                tries.broken(described(e), isRepeatable || e instanceof ConnectException);
            }
        }
    }

    /// Sends the request once.
    <T> CompletableFuture<HttpResponse<Answer<T>>> start(BodyHandler<T> handler, Pulse pulse) {
        return server.client()
                .sendAsync(request.copy().method(method, pulse.of(body)).build(), pulse.of(Answer.by(handler)));
    }

    /// Describes a failure without the path, which may be a signed link.
    IOException described(IOException e) {
        var why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new IOException("%s to %s://%s: %s".formatted(method, uri.getScheme(), uri.getRawAuthority(), why), e);
    }
}
