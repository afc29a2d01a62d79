package dev.azulejo.api.delivery;

import static dev.azulejo.api.delivery.Post.ANA;
import static dev.azulejo.api.delivery.Post.BODY;
import static dev.azulejo.api.delivery.Post.BROKEN;
import static dev.azulejo.api.delivery.Post.TYPE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.delivery.Transport.Answered;
import dev.azulejo.api.record.Delivery.Status;
import dev.azulejo.api.record.DeliveryRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Addresses that jobs name.
class NamedWebhookTest {
    private static final String SHOP = "https://shop.example.com";

    private final Post post = new Post();

    private DeliveryRef recorded(String url) {
        post.records.named(ANA, url, post.now);
        return post.deliveries.recordNamed(ANA, url, "e-0", TYPE, BODY).orElseThrow();
    }

    private Status status(DeliveryRef ref) {
        return post.records.delivery(ref).orElseThrow().status();
    }

    /// One secret, and one record, for all of an origin.
    @Test
    void eachAddressHearsUnderAnIdOfItsOwnSignedByTheSecretOfItsOrigin() {
        var first = recorded(SHOP + "/hear?order=1");
        var second = recorded(SHOP + "/hear?order=2");
        assertThat(second.webhook()).isEqualTo(first.webhook());
        for (var ref : List.of(first, second)) {
            post.deliveries.attempt(ref);
        }
        assertThat(post.addresses).containsExactly(SHOP + "/hear?order=1", SHOP + "/hear?order=2");
        assertThat(post.sent).extracting(headers -> headers.get("webhook-id")).doesNotHaveDuplicates();
        var hook = post.records.webhook(ANA, first.webhook()).orElseThrow();
        assertThat(hook.url()).isEqualTo(SHOP);
        for (var ref : List.of(first, second)) {
            assertThat(post.sent)
                    .contains(Signature.headers(ref.event(), post.now, BODY.getBytes(UTF_8), hook.secrets()));
        }
    }

    @Test
    void whatIsRecordedTwiceIsSentOnce() {
        var ref = recorded(SHOP + "/1");
        post.deliveries.attempt(ref);
        assertThat(post.deliveries.recordNamed(ANA, SHOP + "/1", "e-0", TYPE, BODY))
                .isEmpty();
        assertThat(post.sent).hasSize(1);
    }

    @Test
    void anOriginHearsOfNoOtherJob() {
        post.records.named(ANA, SHOP + "/1", post.now);
        assertThat(post.deliveries.record(ANA, "e-0", TYPE, BODY)).isEmpty();
        assertThat(post.deliveries.recordNamed(ANA, "https://other.example.com/", "e-0", TYPE, BODY))
                .isEmpty();
    }

    /// It may be that of one order, of many.
    @Test
    void anAddressThatIsGoneEndsItsOwnDeliveryAlone() {
        post.receiver = () -> new Answered(410, Optional.empty());
        var ref = recorded(SHOP + "/1");
        assertThat(post.deliveries.attempt(ref)).isEmpty();
        assertThat(status(ref)).isEqualTo(Status.DEAD);
        assertThat(post.records.webhook(ANA, ref.webhook()).orElseThrow().disabled())
                .isNull();
        post.receiver = () -> Post.TAKEN;
        var second = recorded(SHOP + "/2");
        post.deliveries.attempt(second);
        assertThat(status(second)).isEqualTo(Status.DELIVERED);
    }

    @Test
    void oneThatFailsIsTriedAgainAsOthersAre() {
        post.receiver = () -> BROKEN;
        var ref = recorded(SHOP + "/1");
        assertThat(post.toTheEnd(ref)).hasSize(9).startsWith(Duration.ofSeconds(5), Duration.ofMinutes(5));
        assertThat(status(ref)).isEqualTo(Status.DEAD);
        assertThat(post.addresses).hasSize(10).containsOnly(SHOP + "/1");
    }
}
