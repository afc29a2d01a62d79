package dev.azulejo.storage.webdav;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.WebAddress;
import dev.azulejo.storage.https.WebAnswer;
import dev.azulejo.storage.web.Again;
import dev.azulejo.storage.web.Persistence;
import dev.azulejo.storage.web.SharedPause;
import dev.azulejo.storage.web.Spool;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sends requests to one server, again if that may help, and converts common answers. Thread-safe.
final class Wire {
    /// The usual attempts: with the pauses some 15 s.
    static final Persistence USUAL =
            new Persistence(6, Duration.ofMillis(500), Duration.ofMinutes(1), Persistence::sleep);

    /// The media type of our own bodies.
    static final String XML = "application/xml; charset=utf-8";

    /// How often a server must call a request malformed before it is believed.
    private static final int SURE = 3;

    private final GuardedHttp http;
    private final WebAddress server;
    private final Map<String, String> always;
    private final Persistence persistence;
    private final SharedPause pause = new SharedPause();

    /// @param authorization the value of that field
    Wire(GuardedHttp http, WebAddress server, String authorization, Persistence persistence) {
        this.http = http;
        this.server = server;
        this.always = Map.of("Authorization", authorization, "Accept-Encoding", "identity");
        this.persistence = persistence;
    }

    /// A request.
    ///
    /// @param path as it is sent
    /// @param name its object, for messages
    /// @param expected the statuses that the caller handles
    record Call(
            String method,
            String path,
            String name,
            Map<String, String> headers,
            Optional<Spool> body,
            Set<Integer> expected) {}

    interface Reading<T> {
        /// @param isLost whether a request before this one may have arrived too
        T read(WebAnswer answer, boolean isLost) throws IOException;
    }

    String address(String path) {
        return server.origin() + path;
    }

    boolean isEncrypted() {
        return server.isEncrypted();
    }

    /// @throws StorageFailure when there is no answer that was expected
    <T> T ask(Call call, Reading<T> reading) {
        var misread = new int[1];
        return new Again("%s of %s".formatted(call.method(), call.name()), persistence, pause).ask(isLost -> {
            var answer = send(call);
            T result = null;
            try {
                require(call, answer, misread);
                result = reading.read(answer, isLost);
                return result;
            } finally {
                if (result != answer) {
                    answer.close();
                }
            }
        });
    }

    private void require(Call call, WebAnswer answer, int[] misread) throws IOException {
        if (isMisread(call, answer) && ++misread[0] < SURE) {
            throw answer.busy(server.origin());
        }
        if (!call.expected().contains(answer.status())) {
            answer.requireNotBusy(server.origin());
            throw failure(call, answer.status());
        }
    }

    /// Whether the server calls one of our requests malformed: it is well-formed, so it may have arrived
    /// damaged.
    private static boolean isMisread(Call call, WebAnswer answer) {
        return answer.status() == 400 && call.headers().containsValue(XML);
    }

    private WebAnswer send(Call call) throws IOException {
        var headers = new HashMap<>(always);
        headers.putAll(call.headers());
        var address = WebAddress.parse(address(call.path()));
        return call.body().isPresent()
                ? http.send(call.method(), address, headers, call.body().get())
                : http.send(call.method(), address, headers, new byte[0]);
    }

    private StorageFailure failure(Call call, int status) {
        var what = "%s answers %d to %s of %s".formatted(server.origin(), status, call.method(), call.name());
        return switch (status) {
            case 401 ->
                new StorageDenied(
                        what + ": it does not take the name and password; run ./azulejo storage connect webdav again",
                        null);
            case 301, 302, 303, 307, 308 ->
                new StorageDenied(
                        what + ": what is there has moved; connect with the address where it is (--server)", null);
            case 403 -> new StorageDenied(what + ": it does not allow that", null);
            case 405, 501 -> new StorageDenied(what + ": is there WebDAV at %s?".formatted(server), null);
            case 413 -> new StorageDenied(what + ": it takes no files as large as that; its settings say so", null);
            case 400, 414, 422 -> new InvalidKey(what + ": it does not take that name", null);
            case 423 -> new StorageUnavailable(what + ": it is locked", null);
            case 507 -> new StorageFull(what + ": it has no room left", null);
            default -> new StorageUnavailable(what, null);
        };
    }
}
