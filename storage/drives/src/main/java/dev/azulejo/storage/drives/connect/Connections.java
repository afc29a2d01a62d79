package dev.azulejo.storage.drives.connect;

import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.drives.AccessTokens;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.web.Persistence;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// The connected drives, by names such as `dropbox/default`. Thread-safe.
public final class Connections {
    private final Secrets secrets;

    public Connections(Secrets secrets) {
        this.secrets = secrets;
    }

    public Optional<Connection> find(String name) {
        return secrets.find(name).map(Connection::parse);
    }

    public void keep(String name, Connection connection) {
        boolean isKept;
        do { // again, if another process has just renewed the one there
            isKept = secrets.replace(name, secrets.find(name), connection.text());
        } while (!isKept);
    }

    /// The tokens of a connection.
    ///
    /// @param title of the service
    public AccessTokens tokens(String name, String title, OAuthService service, GuardedHttp http) {
        return new OAuthTokens(
                name,
                service.token(),
                secrets,
                new OAuthCalls(title, http),
                Clock.systemUTC(),
                Persistence.USUAL.waiting());
    }

    /// Revokes a connection at the service, if that is possible, and deletes it.
    ///
    /// @return whether the service has revoked it
    /// @throws StorageDenied when there is none
    public boolean disconnect(String name, String title, OAuthService service, GuardedHttp http) {
        var connection = find(name).orElseThrow(() -> new StorageDenied("%s is not connected".formatted(name), null));
        try {
            var calls = new OAuthCalls(title, http);
            return switch (service.revoke()) {
                case OAuthService.Revocation.ByHand() -> false;
                case OAuthService.Revocation.ByToken(var address) -> {
                    var _ = calls.post(
                            address,
                            Map.of(
                                    "token", connection.refreshToken(),
                                    "client_id", connection.clientId(),
                                    "client_secret", connection.clientSecret()));
                    yield true;
                }
                case OAuthService.Revocation.ByBearer(var address) -> {
                    calls.postAs(tokens(name, title, service, http).current(), address);
                    yield true;
                }
            };
        } catch (OAuthCalls.InvalidGrant e) {
            return true; // it was taken back before
        } finally {
            secrets.remove(name);
        }
    }
}
