package dev.azulejo.storage.webdav;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.https.Answer;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.RefusedAddress;
import dev.azulejo.storage.https.WebAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Asks one server, again where that may help, and says what an answer means where that is always the same.
/// Thread-safe.
final class Wire {
    /// With the pauses some 15 s.
    static final int ATTEMPTS = 6;

    /// The type of the bodies that are ours.
    static final String XML = "application/xml; charset=utf-8";

    /// How often a server has to say that it does not understand.
    private static final int SURE = 3;

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Set<Integer> BUSY = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final GuardedHttp http;
    private final WebAddress server;
    private final Map<String, String> always;
    private final Pauses pauses;

    /// @param authorization the value of that field
    Wire(GuardedHttp http, WebAddress server, String authorization, Pauses pauses) {
        this.http = http;
        this.server = server;
        this.always = Map.of("Authorization", authorization, "Accept-Encoding", "identity");
        this.pauses = pauses;
    }

    /// A request.
    ///
    /// @param path as it is sent
    /// @param name what it is about, for people
    /// @param expected the statuses that mean something to who asks
    record Call(
            String method,
            String path,
            String name,
            Map<String, String> headers,
            Optional<GuardedHttp.Body> body,
            Set<Integer> expected) {}

    /// Makes sense of an answer.
    interface Reading<T> {
        /// @param isRepeated whether a request before this one may have arrived too
        T read(Answer answer, boolean isRepeated) throws IOException;
    }

    /// The address that a path has.
    String address(String path) {
        return server.origin() + path;
    }

    boolean isEncrypted() {
        return server.isEncrypted();
    }

    /// @throws StorageFailure when there is no answer that was expected
    <T> T ask(Call call, Reading<T> reading) {
        boolean isRepeated = false;
        int misread = 0;
        for (int attempt = 1; ; attempt++) {
            var pause = PAUSE.multipliedBy(1L << (attempt - 1));
            IOException problem;
            try {
                var answer = send(call);
                T result = null;
                try {
                    boolean isMisread = isMisread(call, answer) && ++misread < SURE;
                    if (!isMisread
                            && (!BUSY.contains(answer.status())
                                    || call.expected().contains(answer.status()))) {
                        require(call, answer);
                        result = reading.read(answer, isRepeated);
                        return result;
                    }
                } finally {
                    if (result != answer) {
                        answer.close();
                    }
                }
                problem = new MalformedAnswer("%s answers %d".formatted(server.origin(), answer.status()));
                pause = longer(pause, retryAfter(answer), problem);
            } catch (RefusedAddress e) {
                throw new StorageDenied(String.valueOf(e.getMessage()), e);
            } catch (IOException e) {
                problem = e;
            }
            isRepeated = true;
            if (attempt == ATTEMPTS) {
                throw new StorageUnavailable(
                        "%s of %s: %s (%d attempts)"
                                .formatted(call.method(), call.name(), problem.getMessage(), ATTEMPTS),
                        problem);
            }
            pauses.await(pause);
        }
    }

    /// What we ask is well-formed, so it may have arrived otherwise.
    private static boolean isMisread(Call call, Answer answer) {
        return answer.status() == 400 && call.headers().containsValue(XML);
    }

    private Answer send(Call call) throws IOException {
        var headers = new HashMap<>(always);
        headers.putAll(call.headers());
        var address = WebAddress.parse(address(call.path()));
        return call.body().isPresent()
                ? http.send(call.method(), address, headers, call.body().get())
                : http.send(call.method(), address, headers, new byte[0]);
    }

    private static Duration longer(Duration usual, Optional<Duration> asked, IOException problem) {
        var pause = asked.filter(time -> time.compareTo(usual) > 0).orElse(usual);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            throw new StorageUnavailable(
                    "%s and wants to be left alone for %d s".formatted(problem.getMessage(), pause.toSeconds()),
                    problem);
        }
        return pause;
    }

    private static Optional<Duration> retryAfter(Answer answer) {
        return answer.header("Retry-After")
                .map(String::strip)
                .flatMap(text -> SECONDS.matcher(text).matches()
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                        : date(text).map(then -> Duration.between(Instant.now(), then)));
    }

    /// A date as HTTP has it.
    static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void require(Call call, Answer answer) {
        if (!call.expected().contains(answer.status())) {
            throw failure(call, answer.status());
        }
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
            case 423 -> new StorageUnavailable(what + ": somebody has locked it", null);
            case 507 -> new StorageFull(what + ": it has no room left", null);
            default -> new StorageUnavailable(what, null);
        };
    }
}
