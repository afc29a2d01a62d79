package dev.azulejo.storage.testkit.wire.onedrive;

import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The tokens of the drive. A refresh token is good for one use; the answer has the next. Guarded by the
/// fake.
final class Tokens {
    private final Set<String> access = new HashSet<>();
    private final Set<String> refresh = new HashSet<>();
    private int given;

    OneDriveFake.Grant grant() {
        given++;
        var grant = new OneDriveFake.Grant("access-" + given, "refresh-" + given);
        access.add(grant.accessToken());
        refresh.add(grant.refreshToken());
        return grant;
    }

    void expire(String token) {
        access.remove(token);
    }

    void revoke() {
        access.clear();
        refresh.clear();
    }

    /// @throws GraphError when the request has no good token
    void check(WireRequest request) {
        if (request.token().filter(access::contains).isEmpty()) {
            throw new GraphError(
                    401,
                    "InvalidAuthenticationToken",
                    request.token().isPresent()
                            ? "Lifetime validation failed, the token is expired."
                            : "Access token is empty.");
        }
    }

    WireAnswer answer(WireRequest request) {
        var form = form(new String(request.body(), StandardCharsets.UTF_8));
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return refused("unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        }
        if (!form.containsKey("client_id")) {
            return refused("invalid_request", "AADSTS900144: The request body must contain 'client_id'.");
        }
        if (!refresh.remove(form.getOrDefault("refresh_token", ""))) {
            return refused("invalid_grant", "AADSTS70000: The provided refresh token is not valid or was used before.");
        }
        var grant = grant();
        return WireAnswer.json(
                200,
                ItemJson.object()
                        .put("token_type", "Bearer")
                        .put("scope", "Files.ReadWrite")
                        .put("expires_in", 3599)
                        .put("access_token", grant.accessToken())
                        .put("refresh_token", grant.refreshToken())
                        .toString());
    }

    private static WireAnswer refused(String error, String description) {
        return WireAnswer.json(
                400,
                ItemJson.object()
                        .put("error", error)
                        .put("error_description", description)
                        .toString());
    }

    private static Map<String, String> form(String text) {
        var form = new HashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
