package dev.azulejo.storage.drives.connect;

import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.AccessTokens;
import dev.azulejo.storage.web.Persistence;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The access tokens of one connection, renewed by its refresh token. One of all threads renews it, and of
/// all processes the one whose token is kept counts: a service may revoke the old refresh token as soon as
/// it issues a new one, so a process whose token is refused first looks whether another has been kept
/// meanwhile.
final class OAuthTokens implements AccessTokens {
    private static final int LOOKS = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final String name;
    private final String address;
    private final Secrets secrets;
    private final OAuthCalls calls;
    private final Clock clock;
    private final Persistence.Waiting waiting;
    private Optional<Connection> known = Optional.empty(); // guarded by this

    /// @param name of the secret
    /// @param address of the service for tokens
    OAuthTokens(
            String name, String address, Secrets secrets, OAuthCalls calls, Clock clock, Persistence.Waiting waiting) {
        this.name = name;
        this.address = address;
        this.secrets = secrets;
        this.calls = calls;
        this.clock = clock;
        this.waiting = waiting;
    }

    @Override
    public synchronized String current() {
        var connection = known.orElseGet(this::kept);
        known = Optional.of(connection);
        return connection.isFresh(clock.instant()) ? connection.accessToken() : renew(connection.accessToken());
    }

    @Override
    public synchronized String renewed(String stale) {
        var connection = known.orElseGet(this::kept);
        return connection.isFresh(clock.instant()) && !connection.accessToken().equals(stale)
                ? connection.accessToken()
                : renew(stale);
    }

    private String renew(String stale) {
        var before = text();
        var connection = Connection.parse(before);
        if (connection.isFresh(clock.instant()) && !connection.accessToken().equals(stale)) {
            return use(connection); // another process has renewed it
        }
        try {
            var next = calls.asked(
                    address,
                    connection,
                    Map.of(
                            "grant_type", "refresh_token",
                            "refresh_token", connection.refreshToken(),
                            "client_id", connection.clientId(),
                            "client_secret", connection.clientSecret()),
                    clock.instant());
            if (secrets.replace(name, Optional.of(before), next.text())) {
                return use(next);
            }
            return use(kept()); // another was quicker, and its token is as good
        } catch (OAuthCalls.InvalidGrant e) {
            return use(keptByAnother(before, e));
        }
    }

    private Connection keptByAnother(String before, OAuthCalls.InvalidGrant refusal) {
        for (int look = 0; look < LOOKS; look++) {
            var now = text();
            if (!now.equals(before)) {
                return Connection.parse(now);
            }
            try {
                waiting.pass(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StorageUnavailable("waiting for a token was interrupted", e);
            }
        }
        throw new StorageDenied(
                "%s: the connection was taken back; connect it again".formatted(refusal.getMessage()), refusal);
    }

    private String use(Connection connection) {
        known = Optional.of(connection);
        return connection.accessToken();
    }

    private Connection kept() {
        return Connection.parse(text());
    }

    private String text() {
        return secrets.find(name)
                .orElseThrow(() ->
                        new StorageDenied("%s is not connected; run ./azulejo storage connect".formatted(name), null));
    }
}
