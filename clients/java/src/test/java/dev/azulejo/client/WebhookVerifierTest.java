package dev.azulejo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the official library of Standard Webhooks signs is believed, and what it refuses is not.
class WebhookVerifierTest {
    private static final String SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String OTHER = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final String BODY = """
            {"specversion": "1.0", "id": "j1-0", "source": "azulejo", "type": "dev.azulejo.image.enhanced.v1",
             "subject": "j1", "time": "2026-12-01T09:59:59Z", "datacontenttype": "application/json", "new": 1,
             "data": {"kind": "succeeded", "job": "j1", "attempt": 0, "metadata": {"order": "17"}}}""";

    private final WebhookVerifier verifier = WebhookVerifier.of(Clock.fixed(NOW, ZoneOffset.UTC), OTHER, SECRET);

    private static Map<String, String> signed(String secret, Instant sent) throws Exception {
        var signature = new Webhook(secret).sign("j1-0", sent.getEpochSecond(), BODY);
        return Map.of(
                "Webhook-Id",
                "j1-0",
                "Webhook-Timestamp",
                String.valueOf(sent.getEpochSecond()),
                "Webhook-Signature",
                "v1,AAAA " + signature);
    }

    @Test
    void whatOneOfOurSecretsHasSignedIsBelieved() throws Exception {
        var event = verifier.verify(bytes(BODY), signed(SECRET, NOW.minusSeconds(200)));
        assertThat(event.type()).isEqualTo("dev.azulejo.image.enhanced.v1");
        assertThat(event.data().job()).isEqualTo("j1");
        assertThat(event.data().metadata()).containsEntry("order", "17");
        assertThat(event.data().warnings()).isEmpty();
    }

    @Test
    void anotherBodyAnotherSecretAndAnotherTimeAreNot() throws Exception {
        var signed = signed(SECRET, NOW);
        refused(BODY + " ", signed, "no secret of ours");
        refused(BODY, signed("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", NOW), "no secret of ours");
        refused(BODY, Map.of(), "no time");
        for (var away : new Duration[] {Duration.ofSeconds(301), Duration.ofSeconds(-301)}) {
            refused(BODY, signed(SECRET, NOW.plus(away)), "301 seconds from now");
        }
    }

    private void refused(String body, Map<String, String> headers, String why) {
        assertThatThrownBy(() -> verifier.verify(bytes(body), headers))
                .isInstanceOf(WebhookVerificationException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "whsec_%", "whsec_"})
    void whatIsNoSecretIsRefusedAtOnce(String secret) {
        assertThatThrownBy(() -> WebhookVerifier.of(secret)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
