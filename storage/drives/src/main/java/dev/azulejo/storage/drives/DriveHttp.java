package dev.azulejo.storage.drives;

import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.WebAddress;
import dev.azulejo.storage.https.WebAnswer;
import dev.azulejo.storage.web.Again;
import dev.azulejo.storage.web.Persistence;
import dev.azulejo.storage.web.SharedPause;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Sends requests to a service, again if that may help ([Again]), and with another token when it refuses
/// one. So each request may arrive twice: [DriveReply#isAfterLostAnswer] says when it may have.
/// Thread-safe.
public final class DriveHttp {
    private static final int REFUSED = 401;
    private static final int MOST_RENEWALS = 3; // one may be refused that another process has just had renewed

    private final String service;
    private final GuardedHttp http;
    private final AccessTokens tokens;
    private final Persistence persistence;
    private final SharedPause pause;

    /// @param service its name
    public DriveHttp(String service, GuardedHttp http, AccessTokens tokens, Persistence persistence) {
        this(service, http, tokens, persistence, new SharedPause());
    }

    /// @param pause of all who ask the service for the same account
    DriveHttp(String service, GuardedHttp http, AccessTokens tokens, Persistence persistence, SharedPause pause) {
        this.service = service;
        this.http = http;
        this.tokens = tokens;
        this.persistence = persistence;
        this.pause = pause;
    }

    /// Sends a request.
    /// @return any answer but those that say to come again; its body may still break off
    /// @throws dev.azulejo.storage.StorageUnavailable when it stays busy, or does not answer
    /// @throws StorageDenied when it knows no token of ours
    public DriveReply send(DriveRequest request) {
        return answered(request, (answer, isLost) -> Optional.of(new DriveReply(service, answer, isLost)));
    }

    /// Sends a request with a small answer, which is read to its end; if it breaks off, it is asked for
    /// again. The reply need not be closed.
    public DriveReply ask(DriveRequest request) {
        return ask(request, reply -> false);
    }

    /// @param isBusy whether an answer says that the service is busy, in its own words
    public DriveReply ask(DriveRequest request, Predicate<DriveReply> isBusy) {
        return answered(
                request,
                (answer, isLost) ->
                        Optional.of(DriveReply.whole(service, answer, isLost)).filter(isBusy.negate()));
    }

    /// Sends a request that must not arrive twice: after a lost answer, `question` is sent instead, whose
    /// answer says what became of it.
    public DriveReply ask(DriveRequest request, DriveRequest question, Predicate<DriveReply> isBusy) {
        return answered(
                request,
                question,
                (answer, isLost) ->
                        Optional.of(DriveReply.whole(service, answer, isLost)).filter(isBusy.negate()));
    }

    /// Sends a request to a service that says in its own words that it is busy.
    ///
    /// @param isBusy decides about refusals
    public DriveReply send(DriveRequest request, Predicate<DriveReply> isBusy) {
        return answered(
                request,
                (answer, isLost) -> answer.status() < 400
                        ? Optional.of(new DriveReply(service, answer, isLost))
                        : Optional.of(DriveReply.whole(service, answer, isLost)).filter(isBusy.negate()));
    }

    private interface Reading {
        /// Reads an answer; empty if the service is busy.
        Optional<DriveReply> read(WebAnswer answer, boolean isLost) throws IOException;
    }

    private DriveReply answered(DriveRequest request, Reading reading) {
        return answered(request, request, reading);
    }

    private DriveReply answered(DriveRequest request, DriveRequest afterLoss, Reading reading) {
        return new Again("a request to " + service, persistence, pause).ask(isLost -> {
            return authorized(isLost ? afterLoss : request).kept(answer -> {
                answer.requireNotBusy(service);
                var reply = reading.read(answer, isLost);
                return reply.orElseThrow(() -> answer.busy(service));
            });
        });
    }

    private WebAnswer authorized(DriveRequest request) throws IOException {
        if (!request.isOurs()) {
            return once(request, request.headers());
        }
        var token = tokens.current();
        for (int renewals = 0; ; renewals++) {
            var headers = new HashMap<>(request.headers());
            headers.put("Authorization", "Bearer " + token);
            var answer = once(request, headers);
            if (answer.status() != REFUSED) {
                return answer;
            }
            answer.close();
            if (renewals == MOST_RENEWALS) {
                throw new StorageDenied("%s does not accept our token; connect it again".formatted(service), null);
            }
            token = tokens.renewed(token);
        }
    }

    private WebAnswer once(DriveRequest request, Map<String, String> headers) throws IOException {
        var all = new HashMap<>(headers);
        all.putIfAbsent("Accept-Encoding", "identity");
        return http.send(request.method(), WebAddress.parse(request.address()), all, request.body());
    }
}
