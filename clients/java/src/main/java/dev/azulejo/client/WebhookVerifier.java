package dev.azulejo.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Verifies calls of webhooks by their signature (Standard Webhooks). Thread-safe.
///
/// ```java
/// var event = WebhookVerifier.of(secret).verify(body, headers);
/// ```
public final class WebhookVerifier {
    /// How far the clocks may differ, and from which age a copy of a call is refused.
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String HMAC = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    private final List<byte[]> keys;
    private final Clock clock;

    WebhookVerifier(List<byte[]> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// Makes a verifier.
    /// @param secrets of the webhook; two while one replaces the other
    /// @throws IllegalArgumentException if one is no secret
    public static WebhookVerifier of(String... secrets) {
        return of(Clock.systemUTC(), secrets);
    }

    static WebhookVerifier of(Clock clock, String... secrets) {
        return new WebhookVerifier(
                Arrays.stream(secrets).map(WebhookVerifier::key).toList(), clock);
    }

    private static byte[] key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a secret begins with " + PREFIX);
        }
        var key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        if (key.length == 0) {
            throw new IllegalArgumentException("there is nothing behind " + PREFIX);
        }
        return key;
    }

    /// Verifies a call and returns its event, if it is genuine and was sent within minutes.
    ///
    /// @param body as it came: another form of the same JSON has another signature
    /// @param headers at least `webhook-id`, `webhook-timestamp` and `webhook-signature`, in any case
    /// @throws WebhookVerificationException else: answer 401
    public WebhookEvent verify(byte[] body, Map<String, String> headers) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        var id = all.getOrDefault("webhook-id", "");
        var sent = all.getOrDefault("webhook-timestamp", "");
        if (!sent.matches("[0-9]{1,12}")) {
            throw new WebhookVerificationException("there is no time of sending");
        }
        long away = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(sent));
        if (away > TOLERANCE.toSeconds()) {
            throw new WebhookVerificationException("it was sent %d seconds from now".formatted(away));
        }
        var signed = concatenated("%s.%s.".formatted(id, sent), body);
        var signatures = all.getOrDefault("webhook-signature", "").split(" ");
        if (keys.stream().noneMatch(key -> isSigned(key, signed, signatures))) {
            throw new WebhookVerificationException("no secret of ours has signed it");
        }
        try {
            return Json.MAPPER.readValue(body, WebhookEvent.class);
        } catch (IOException e) {
            throw new WebhookVerificationException("it is signed, but no event: " + e.getMessage());
        }
    }

    private static byte[] concatenated(String start, byte[] body) {
        var first = start.getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }

    private static boolean isSigned(byte[] key, byte[] signed, String... signatures) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            var ours =
                    ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed))).getBytes(StandardCharsets.UTF_8);
            return Arrays.stream(signatures)
                    .anyMatch(theirs -> MessageDigest.isEqual(ours, theirs.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
