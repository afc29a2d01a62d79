package dev.azulejo.api.delivery;

import dev.azulejo.api.record.SigningSecret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The headers of Standard Webhooks: the event, when it was sent, and the symmetric signature (`v1`) of
/// both and of the body with each secret.
final class Signature {
    private static final String HMAC = "HmacSHA256";

    private Signature() {}

    /// @param event without a full stop, which separates the signed parts
    static Map<String, String> headers(String event, Instant sent, byte[] body, List<SigningSecret> secrets) {
        long seconds = sent.getEpochSecond();
        var signed = new ByteArrayOutputStream();
        signed.writeBytes("%s.%d.".formatted(event, seconds).getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        return Map.of(
                "content-type",
                "application/json",
                "webhook-id",
                event,
                "webhook-timestamp",
                String.valueOf(seconds),
                "webhook-signature",
                secrets.stream()
                        .map(secret ->
                                "v1," + Base64.getEncoder().encodeToString(hmac(secret.bytes(), signed.toByteArray())))
                        .collect(Collectors.joining(" ")));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
