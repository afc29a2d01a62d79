package dev.azulejo.api.delivery;

import static dev.azulejo.api.delivery.Post.ANA;
import static dev.azulejo.api.delivery.Post.BODY;
import static dev.azulejo.api.delivery.Post.BROKEN;
import static dev.azulejo.api.delivery.Post.TAKEN;
import static dev.azulejo.api.delivery.Post.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.delivery.Transport.Answered;
import dev.azulejo.api.record.Delivery.Status;
import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.api.record.SigningSecret;
import dev.azulejo.api.record.Webhook;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Webhooks that nothing is sent to, and secrets that sign no more.
class DisabledWebhookTest {
    private final Post post = new Post();

    /// Until somebody enables it, what is on its way waits, and so does what comes.
    @Test
    void aReceiverThatIsGoneIsLeftAloneAndMissesNothing() {
        post.receiver = () -> new Answered(410, Optional.empty());
        var ref = post.recorded();
        assertThat(post.deliveries.attempt(ref)).isEmpty();
        assertThat(hook(ref).disabled()).isNotNull();
        var second = post.deliveries.record(ANA, "e-1", TYPE, BODY).getFirst();
        post.now = post.now.plus(Duration.ofDays(20));
        assertThat(post.deliveries.attempt(second)).isEmpty();
        assertThat(post.deliveries.attempt(ref)).isEmpty();
        assertThat(post.sent).hasSize(1);

        post.receiver = () -> TAKEN;
        post.records.change(ANA, ref.webhook(), Webhook::enabled);
        assertThat(post.deliveries.pending()).containsExactlyInAnyOrder(ref, second);
        post.deliveries.pending().forEach(post.deliveries::attempt);
        assertThat(status(ref)).isEqualTo(Status.DELIVERED);
        assertThat(status(second)).isEqualTo(Status.DELIVERED);
    }

    @Test
    void aWebhookThatFailsForFiveDaysIsDisabled() {
        post.receiver = () -> BROKEN;
        var ref = post.recorded();
        post.deliveries.attempt(ref);
        post.now = post.now.plus(Duration.ofDays(5)).minusSeconds(1);
        post.deliveries.attempt(ref);
        assertThat(hook(ref).disabled()).isNull();
        post.now = post.now.plusSeconds(1);
        post.deliveries.record(ANA, "e-1", TYPE, BODY).forEach(post.deliveries::attempt);
        assertThat(hook(ref).disabled()).isNotNull();
        assertThat(hook(ref).disabled())
                .extracting(off -> off.reason())
                .asString()
                .contains("every call since 2026-11-27T12:00:00Z failed");
    }

    @Test
    void oneSuccessWithinFiveDaysIsEnough() {
        var ref = post.recorded();
        for (int day = 0; day < 12; day++) {
            boolean isUp = day == 4;
            post.receiver = () -> isUp ? TAKEN : BROKEN;
            post.deliveries.record(ANA, "e-" + day, TYPE, BODY).forEach(post.deliveries::attempt);
            post.now = post.now.plus(Duration.ofDays(1));
            if (day < 10) {
                assertThat(hook(ref).disabled()).as("day %d", day).isNull();
            }
        }
        assertThat(hook(ref).disabled()).isNotNull();
    }

    @Test
    void aSecretIsInNoText() {
        var secret = SigningSecret.random();
        var hook = post.hook(ANA, "https://example.com/").rotated(secret, post.now);
        assertThat(hook.toString()).contains("whsec_...").doesNotContain(secret.text());
    }

    @Test
    void secretsThatAreOldSignNoMore() {
        var hook = post.hook(ANA, "https://example.com/");
        for (int rotation = 0; rotation < 20; rotation++) {
            hook = hook.rotated(SigningSecret.random(), post.now);
            assertThat(hook.secrets().size()).isLessThanOrEqualTo(5);
            assertThat(hook.live(post.now).getFirst().until()).isNull();
        }
        assertThat(hook.live(post.now.plus(Duration.ofHours(24)))).hasSize(1);
        assertThat(hook.live(post.now.plus(Duration.ofHours(24)).minusMillis(1)))
                .hasSize(5);
    }

    private Status status(DeliveryRef ref) {
        return post.records.delivery(ref).orElseThrow().status();
    }

    private Webhook hook(DeliveryRef ref) {
        return post.records.webhook(ANA, ref.webhook()).orElseThrow();
    }
}
