package dev.azulejo.storage.drives;

import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.https.Answer;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.RefusedAddress;
import dev.azulejo.storage.https.WebAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks a service, again where that may help: when it is busy (429 and 5xx, as long as `Retry-After` says),
/// when an answer is lost, and with another token when it refuses one. Each request may therefore arrive
/// twice: [DriveReply#isAfterLostAnswer] says when it may have. Thread-safe.
public final class DriveHttp {
    private static final Set<Integer> BUSY = Set.of(408, 429, 500, 502, 503, 504);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
    private static final int REFUSED = 401;
    private static final int THROTTLED = 429;
    private static final int MOST_RENEWALS = 3; // one may be refused that another process has just had renewed

    private final String service;
    private final GuardedHttp http;
    private final AccessTokens tokens;
    private final Persistence persistence;

    /// @param service what people call it
    public DriveHttp(String service, GuardedHttp http, AccessTokens tokens, Persistence persistence) {
        this.service = service;
        this.http = http;
        this.tokens = tokens;
        this.persistence = persistence;
    }

    /// @return any answer but those that say to come again; its body may still break off
    /// @throws StorageUnavailable when it stays busy, or does not answer
    /// @throws StorageDenied when it knows no token of ours
    public DriveReply send(DriveRequest request) {
        return answered(request, (answer, isLost) -> Optional.of(new DriveReply(service, answer, isLost)));
    }

    /// The same for a small answer, which is read to its end: one that breaks off is lost, and asked for
    /// again. The reply need not be closed.
    public DriveReply ask(DriveRequest request) {
        return ask(request, reply -> false);
    }

    /// @param isBusy whether an answer says to come again, in a service's own words
    public DriveReply ask(DriveRequest request, Predicate<DriveReply> isBusy) {
        return answered(
                request,
                (answer, isLost) ->
                        Optional.of(DriveReply.whole(service, answer, isLost)).filter(isBusy.negate()));
    }

    /// The same for a request that must not arrive twice: once an answer was lost, `question` is sent in
    /// its place, whose answer says what became of it.
    public DriveReply ask(DriveRequest request, DriveRequest question, Predicate<DriveReply> isBusy) {
        return answered(
                request,
                question,
                (answer, isLost) ->
                        Optional.of(DriveReply.whole(service, answer, isLost)).filter(isBusy.negate()));
    }

    /// The same as [#send], for a service that says in its own words that it is busy.
    ///
    /// @param isBusy looked at where the answer is a refusal
    public DriveReply send(DriveRequest request, Predicate<DriveReply> isBusy) {
        return answered(
                request,
                (answer, isLost) -> answer.status() < 400
                        ? Optional.of(new DriveReply(service, answer, isLost))
                        : Optional.of(DriveReply.whole(service, answer, isLost)).filter(isBusy.negate()));
    }

    private interface Reading {
        /// Empty where the service is busy.
        Optional<DriveReply> read(Answer answer, boolean isLost) throws IOException;
    }

    private DriveReply answered(DriveRequest request, Reading reading) {
        return answered(request, request, reading);
    }

    private DriveReply answered(DriveRequest request, DriveRequest afterLoss, Reading reading) {
        boolean isLost = false;
        int renewals = 0;
        var token = request.isOurs() ? tokens.current() : "";
        for (int attempt = 1; ; attempt++) {
            Trouble trouble;
            try {
                var answer = once(isLost ? afterLoss : request, token);
                if (answer.status() == REFUSED && request.isOurs() && renewals < MOST_RENEWALS) {
                    answer.close();
                    token = tokens.renewed(token);
                    renewals++;
                    continue;
                }
                if (answer.status() == REFUSED && request.isOurs()) {
                    answer.close();
                    throw new StorageDenied("%s does not accept our token; connect it again".formatted(service), null);
                }
                if (!BUSY.contains(answer.status())) {
                    var reply = reading.read(answer, isLost);
                    if (reply.isPresent()) {
                        return reply.get();
                    }
                } else {
                    isLost |= answer.status() != THROTTLED;
                }
                trouble = busy(answer);
            } catch (RefusedAddress e) {
                throw new StorageDenied(String.valueOf(e.getMessage()), e);
            } catch (IOException e) {
                trouble = new Trouble(String.valueOf(e.getMessage()), Duration.ZERO, e);
                isLost = true;
            }
            renewals = 0; // in the pause that comes, the new one may expire too
            pause(trouble, attempt);
        }
    }

    private Answer once(DriveRequest request, String token) throws IOException {
        var headers = new HashMap<>(request.headers());
        headers.putIfAbsent("Accept-Encoding", "identity");
        if (request.isOurs()) {
            headers.put("Authorization", "Bearer " + token);
        }
        return http.send(request.method(), WebAddress.parse(request.address()), headers, request.body());
    }

    private record Trouble(
            String message, Duration pause, @Nullable Exception cause) {}

    private Trouble busy(Answer answer) {
        try (answer) {
            return new Trouble(
                    "%s answers %d".formatted(service, answer.status()),
                    answer.header("Retry-After").flatMap(DriveHttp::seconds).orElse(Duration.ZERO),
                    null);
        }
    }

    private static Optional<Duration> seconds(String text) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : Optional.empty();
    }

    private void pause(Trouble trouble, int made) {
        var usual = persistence.pause().multipliedBy(1L << Math.min(made - 1, 10));
        var pause = trouble.pause().compareTo(usual) > 0 ? trouble.pause() : usual;
        if (made >= persistence.attempts() || pause.compareTo(persistence.longest()) > 0) {
            throw new StorageUnavailable("%s (after %d attempts)".formatted(trouble.message(), made), trouble.cause());
        }
        try {
            persistence.waiting().pass(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("waiting for %s was interrupted".formatted(service), e);
        }
    }
}
