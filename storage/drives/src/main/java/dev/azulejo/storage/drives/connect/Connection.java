package dev.azulejo.storage.drives.connect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.storage.StorageDenied;
import java.time.Instant;
import java.util.Map;

/// A connected drive with its tokens: a secret, and never printed.
///
/// @param clientId of the app that its owner has registered with the service
/// @param clientSecret of that app; empty if it has none
/// @param refreshToken for new access tokens
/// @param accessToken the newest
/// @param expires when it is no longer accepted, in seconds since 1970
/// @param addresses of the service where they are not the usual ones, by the service's names for them:
///     national clouds, tests
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Connection(
        String clientId,
        String clientSecret,
        String refreshToken,
        String accessToken,
        long expires,
        Map<String, String> addresses) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Connection {
        clientSecret = clientSecret == null ? "" : clientSecret;
        accessToken = accessToken == null ? "" : accessToken;
        addresses = addresses == null ? Map.of() : Map.copyOf(addresses);
    }

    /// @throws StorageDenied when it is none
    static Connection parse(String text) {
        try {
            return JSON.readValue(text, Connection.class);
        } catch (JsonProcessingException e) {
            // without its cause, whose message has pieces of the text
            throw new StorageDenied("what was kept of the connection cannot be read; connect it again", null);
        }
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a connection is texts and numbers", e);
        }
    }

    Connection renewed(String access, String refresh, Instant until) {
        return new Connection(clientId, clientSecret, refresh, access, until.getEpochSecond(), addresses);
    }

    boolean isFresh(Instant now) {
        return !accessToken.isEmpty() && now.getEpochSecond() < expires;
    }

    @Override
    public String toString() {
        return "connection of app " + clientId;
    }
}
