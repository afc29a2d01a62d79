package dev.azulejo.api.delivery;

import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.Patience;
import dev.azulejo.storage.https.RefusedAddress;
import dev.azulejo.storage.https.WebAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Sends requests by the client that contacts the public internet alone, and networks that the operator has
/// named. Thread-safe.
public final class GuardedTransport implements Transport, AutoCloseable {
    /// How long a receiver has to answer, with connecting.
    public static final Duration TOTAL = Duration.ofSeconds(15);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final AddressGuard guard;
    private final GuardedHttp http;

    public GuardedTransport(AddressGuard guard) {
        this(guard, TOTAL);
    }

    GuardedTransport(AddressGuard guard, Duration total) {
        this.guard = guard;
        this.http = new GuardedHttp(guard, new Patience(CONNECT, total, total));
    }

    /// Says why a URL is refused; as a name may lead elsewhere tomorrow, its address is checked with each
    /// request.
    @Override
    public Optional<String> objection(String url) {
        try {
            var address = WebAddress.parse(url);
            return !address.isEncrypted() && guard.allowed().isEmpty()
                    ? Optional.of("the address must start with https://")
                    : guard.objection(address);
        } catch (RefusedAddress e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    @Override
    public Answer post(String url, Map<String, String> headers, byte[] body) {
        try (var answer = http.post(WebAddress.parse(url), headers, body)) {
            return new Answered(answer.status(), answer.header("Retry-After"));
        } catch (IOException e) { // whose messages may be shown to the user who named the address
            return new Unanswered(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
