package dev.azulejo.storage.drives.connect;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.https.GuardedHttp;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// One request for the consent of a drive's owner: OAuth 2.0 for native apps (RFC 8252) with PKCE (RFC
/// 7636, S256), so the address to which the browser returns is useless to others. For one thread, to
/// be used once.
public final class Consent {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;

    private final String title;
    private final OAuthService service;
    private final Connection app;
    private final String redirect;
    private final String state = random();
    private final String verifier = random();

    /// @param title of the service
    /// @param app the connection to be, without tokens
    /// @param redirect to which the browser returns, on this machine
    public Consent(String title, OAuthService service, Connection app, URI redirect) {
        this.title = title;
        this.service = service;
        this.app = app;
        this.redirect = redirect.toString();
    }

    private static String random() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public String page() {
        var query = new LinkedHashMap<String, String>();
        query.put("client_id", app.clientId());
        query.put("response_type", "code");
        query.put("redirect_uri", redirect);
        query.put("scope", String.join(" ", service.scopes()));
        query.put("state", state);
        query.put("code_challenge", challenge());
        query.put("code_challenge_method", "S256");
        query.putAll(service.extras());
        return service.authorize()
                + "?"
                + query.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private String challenge() {
        return base64(ContentVersion.digest().digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    /// Whether the browser's return belongs to this request.
    ///
    /// @param query of the address to which it returned, as it came
    public boolean isAnsweredBy(String query) {
        return state.equals(parsed(query).get("state"));
    }

    /// Exchanges the code in the browser's return for tokens.
    ///
    /// @param query of the address to which it returned, as it came
    /// @throws StorageDenied when the owner has refused, or it is the answer to another question
    public Connection granted(String query, GuardedHttp http, Clock clock) {
        var answer = parsed(query);
        if (!isAnsweredBy(query)) {
            throw new StorageDenied("this is not the answer to this question; start again", null);
        }
        var code = answer.get("code");
        if (code == null) {
            throw new StorageDenied(
                    "%s says %s: nothing was connected".formatted(title, answer.getOrDefault("error", "no")), null);
        }
        try {
            var connection = new OAuthCalls(title, http)
                    .asked(
                            service.token(),
                            app,
                            Map.of(
                                    "grant_type",
                                    "authorization_code",
                                    "code",
                                    code,
                                    "redirect_uri",
                                    redirect,
                                    "code_verifier",
                                    verifier,
                                    "client_id",
                                    app.clientId(),
                                    "client_secret",
                                    app.clientSecret()),
                            clock.instant());
            if (connection.refreshToken().isEmpty()) {
                throw new StorageDenied(
                        "%s gives no refresh token: the connection would end within hours".formatted(title), null);
            }
            return connection;
        } catch (OAuthCalls.InvalidGrant e) {
            throw new StorageDenied(
                    "%s: the code was used before, or is too old; start again".formatted(e.getMessage()), e);
        }
    }

    private static Map<String, String> parsed(String query) {
        var fields = new HashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    /// Decodes a text in which a `%` without digits is a plain one.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
