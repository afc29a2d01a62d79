package dev.azulejo.storage.https;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.web.Again;
import dev.azulejo.storage.web.Persistence;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Sends the requests by which one file is read. For one thread at a time.
final class Requests {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final GuardedHttp http;
    private final WebAddress address;
    private final WebLimits limits;
    private final Again again;

    Requests(GuardedHttp http, WebAddress address, WebLimits limits) {
        this.http = http;
        this.address = address;
        this.limits = limits;
        this.again = new Again(
                "the file of " + address.origin(),
                new Persistence(limits.attempts(), limits.pause(), LONGEST_PAUSE, Persistence::sleep),
                limits.total());
    }

    /// Repeats a request until its answer has been read.
    ///
    /// @param headers in addition to those of all requests
    <T> T read(Map<String, String> headers, WebAnswer.Reading<T> reading) {
        return again.ask(_ -> {
            try (var answer = ask(headers)) {
                return reading.read(answer);
            }
        });
    }

    /// Sends one request.
    ///
    /// @return an answer with the bytes that were asked for: 200, 206, or 416 to a range
    /// @throws IOException when trying again may help
    /// @throws dev.azulejo.storage.StorageFailure when not
    WebAnswer ask(Map<String, String> headers) throws IOException {
        var all = new HashMap<>(headers);
        all.put("Accept-Encoding", "identity");
        return http.get(address, all, again.left()).kept(Requests::checked);
    }

    private static WebAnswer checked(WebAnswer answer) throws IOException {
        answer.requireNotBusy(answer.from().origin());
        int status = answer.status();
        var who = answer.from().origin();
        switch (status) {
            case 200, 206, 416 -> {}
            case 401, 403 ->
                throw new StorageDenied(
                        "%s answers %d: the address has expired, or needs a login; make one that anybody can open"
                                .formatted(who, status),
                        null);
            case 404, 410 ->
                throw new NoSuchObject("%s answers %d: there is no such file".formatted(who, status), null);
            default -> throw new StorageDenied("%s answers %d instead of a file".formatted(who, status), null);
        }
        if (answer.header("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent()) {
            throw new StorageDenied(
                    "%s sends the file compressed once more although it was asked not to".formatted(who), null);
        }
        return answer;
    }

    /// The attempts, for a reader that continues where an answer breaks off.
    Again again() {
        return again;
    }

    WebLimits limits() {
        return limits;
    }

    WebAddress address() {
        return address;
    }
}
