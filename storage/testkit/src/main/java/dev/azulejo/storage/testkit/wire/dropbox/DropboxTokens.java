package dev.azulejo.storage.testkit.wire.dropbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Access tokens, which live for four hours, and the token that renews them. Used under the lock of
/// [DropboxFake].
final class DropboxTokens {
    static final Duration LIFE = Duration.ofHours(4);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REFRESH = "refresh-1";
    private static final String APP = "app-key";

    private final DropboxTree tree;
    private final Map<String, Instant> ends = new HashMap<>();
    private boolean isRevoked;
    private int made;

    DropboxTokens(DropboxTree tree) {
        this.tree = tree;
    }

    String fresh() {
        made++;
        var token = "sl.access-%d".formatted(made);
        ends.put(token, tree.now().plus(LIFE));
        return token;
    }

    void expire(String token) {
        ends.computeIfPresent(token, (name, end) -> Instant.MIN);
    }

    void revoke() {
        isRevoked = true;
        ends.clear();
    }

    void check(Optional<String> token) throws DropboxError {
        if (token.isEmpty()) {
            throw DropboxError.badRequest(
                    "Must provide HTTP header \"Authorization\" or URL parameter \"authorization\".");
        }
        var end = ends.get(token.get());
        if (end == null) {
            throw DropboxError.unauthorized("invalid_access_token");
        }
        if (!tree.now().isBefore(end)) {
            throw DropboxError.unauthorized("expired_access_token");
        }
    }

    /// @param form the posted fields, with the app's key among them, or in front of its secret in HTTP's
    ///     own way
    WireAnswer answer(Map<String, String> form, boolean isKnownApp) {
        if (!isKnownApp && !APP.equals(form.get("client_id"))) {
            return refused("invalid_client", "Invalid client_id or client_secret");
        }
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return refused("unsupported_grant_type", "grant_type not supported");
        }
        if (isRevoked || !REFRESH.equals(form.get("refresh_token"))) {
            return refused("invalid_grant", "refresh token is invalid or revoked");
        }
        return WireAnswer.json(
                200,
                JSON.createObjectNode()
                        .put("access_token", fresh())
                        .put("token_type", "bearer")
                        .put("expires_in", LIFE.toSeconds())
                        .toString());
    }

    private static WireAnswer refused(String error, String why) {
        return WireAnswer.json(
                400,
                JSON.createObjectNode()
                        .put("error", error)
                        .put("error_description", why)
                        .toString());
    }
}
