package dev.azulejo.storage.drives.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.WebAddress;
import dev.azulejo.storage.web.Busy;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/// Calls of the token address of a service (RFC 6749, sections 4.1.3, 6; RFC 7009). Thread-safe.
final class OAuthCalls {
    /// How long before they expire tokens are renewed.
    private static final long EARLY_SECONDS = 60;

    private static final long USUAL_SECONDS = 3600;
    private static final int MOST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String service;
    private final GuardedHttp http;

    OAuthCalls(String service, GuardedHttp http) {
        this.service = service;
        this.http = http;
    }

    /// Thrown when the grant is no longer accepted.
    static final class InvalidGrant extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidGrant(String message) {
            super(message);
        }
    }

    /// @return the connection with its new tokens; services that rotate give another refresh token too
    Connection asked(String address, Connection connection, Map<String, String> grant, Instant now)
            throws InvalidGrant {
        var answer = post(address, grant);
        var access = answer.path("access_token").asText();
        if (access.isEmpty()) {
            throw new StorageUnavailable("%s answers without a token".formatted(service), null);
        }
        var refresh = answer.path("refresh_token").asText(connection.refreshToken());
        long seconds = answer.path("expires_in").asLong(USUAL_SECONDS);
        return connection.renewed(access, refresh, now.plusSeconds(Math.max(seconds - EARLY_SECONDS, 1)));
    }

    JsonNode post(String address, Map<String, String> form) throws InvalidGrant {
        var body = form.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try (var answer = http.post(
                WebAddress.parse(address),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                body.getBytes(StandardCharsets.UTF_8))) {
            var json = json(answer.body().readNBytes(MOST_BYTES));
            if (answer.status() / 100 == 2) {
                return json;
            }
            var error = json.path("error").asText();
            var said = "%s answers %d %s".formatted(service, answer.status(), error);
            if (error.equals("invalid_grant")) {
                throw new InvalidGrant(said);
            }
            if (Busy.isBusy(answer.status())) {
                throw new StorageUnavailable(said, null);
            }
            throw new StorageDenied(
                    "%s: %s".formatted(said, json.path("error_description").asText("check the app's id")), null);
        } catch (IOException e) {
            throw new StorageUnavailable("%s cannot be asked for a token: %s".formatted(service, e.getMessage()), e);
        }
    }

    void postAs(String token, String address) {
        try (var answer =
                http.post(WebAddress.parse(address), Map.of("Authorization", "Bearer " + token), new byte[0])) {
            if (answer.status() / 100 != 2 && answer.status() != 401) { // a token that is not accepted is taken back
                throw new StorageUnavailable("%s answers %d".formatted(service, answer.status()), null);
            }
        } catch (IOException e) {
            throw new StorageUnavailable("%s cannot be told: %s".formatted(service, e.getMessage()), e);
        }
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        try {
            var json = JSON.readTree(bytes);
            return json == null ? JSON.missingNode() : json;
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
