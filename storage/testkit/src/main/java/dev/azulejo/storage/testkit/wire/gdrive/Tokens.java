package dev.azulejo.storage.testkit.wire.gdrive;

import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The valid tokens, and their renewal
/// (<https://developers.google.com/identity/protocols/oauth2/native-app#offline>). Guarded by its
/// [GoogleDriveFake].
final class Tokens {
    static final String REFRESH = "1//fake-refresh-token";

    private final Set<String> valid = new HashSet<>();
    private boolean isRevoked;
    private int count;

    String fresh() {
        count++;
        var token = "ya29.fake-%d".formatted(count);
        valid.add(token);
        return token;
    }

    void expire(String token) {
        valid.remove(token);
    }

    void revoke() {
        isRevoked = true;
        valid.clear();
    }

    /// @throws DriveProblem for all others
    void check(WireRequest request) {
        if (request.token().filter(valid::contains).isEmpty()) {
            throw DriveProblem.unknownToken();
        }
    }

    /// Answers `POST /token` of oauth2.googleapis.com.
    WireAnswer renew(WireRequest request) {
        var form = form(new String(request.body(), StandardCharsets.UTF_8));
        if (!"refresh_token".equals(form.get("grant_type"))
                || form.getOrDefault("client_id", "").isEmpty()) {
            return WireAnswer.json(400, "{\"error\": \"invalid_request\"}");
        }
        if (isRevoked || !REFRESH.equals(form.get("refresh_token"))) {
            return WireAnswer.json(
                    400,
                    "{\"error\": \"invalid_grant\", \"error_description\": \"Token has been expired or revoked.\"}");
        }
        return WireAnswer.json(200, """
                {"access_token": "%s", "expires_in": 3599, "token_type": "Bearer",
                 "scope": "https://www.googleapis.com/auth/drive.file"}""".formatted(fresh()));
    }

    private static Map<String, String> form(String body) {
        var form = new HashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            var sides = pair.split("=", 2);
            if (sides.length == 2) {
                form.put(decoded(sides[0]), decoded(sides[1]));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
