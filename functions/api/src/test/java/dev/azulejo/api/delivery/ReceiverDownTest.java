package dev.azulejo.api.delivery;

import static dev.azulejo.api.delivery.Post.ANA;
import static dev.azulejo.api.delivery.Post.BODY;
import static dev.azulejo.api.delivery.Post.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.Receiver;
import dev.azulejo.api.record.Delivery.Status;
import dev.azulejo.api.record.SigningSecret;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.Network;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A receiver on this machine that is down for hours of a time that passes at once.
class ReceiverDownTest {
    private static final AddressGuard LOOPBACK = new AddressGuard(List.of(Network.parse("127.0.0.0/8")));
    private static final Duration DOWN = Duration.ofHours(30);

    /// When the first call after that is due, by the table of pauses.
    private static final Duration UNTIL_SENT = Duration.parse("PT31H35M5S");

    private final Post post = new Post();

    /// Its secret is rotated while it is down; whoever has not heard of that yet gets in as well as who has.
    @Test
    void aReceiverThatWasDownFor30HoursGetsItsWebhook() {
        // So that the library, which looks at the clock on the wall, finds it fresh in the end.
        var start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(UNTIL_SENT);
        post.now = start;
        int port = Receiver.free();
        try (var transport = new GuardedTransport(LOOPBACK)) {
            post.deliveries = post.engine(transport);
            var hook = post.hook(ANA, Receiver.url(port));
            var ref = post.deliveries.record(ANA, "e-0", TYPE, BODY).getFirst();
            while (!post.now.isAfter(start.plus(DOWN))) {
                post.now = post.deliveries.attempt(ref).orElseThrow();
            }
            assertThat(post.now).isEqualTo(start.plus(UNTIL_SENT));
            var next = SigningSecret.random();
            post.records.change(ANA, hook.id(), its -> its.rotated(next, post.now));

            try (var receiver = new Receiver(port)) {
                post.deliveries = post.engine(transport); // another process by now
                assertThat(post.deliveries.pending()).containsExactly(ref);
                assertThat(post.deliveries.attempt(ref)).isEmpty();
                assertThat(receiver.received()).singleElement().satisfies(received -> {
                    assertThat(received.id()).isEqualTo("e-0");
                    assertThat(received.body()).isEqualTo(BODY);
                    assertThat(received.isValidWith(hook.secrets().getFirst().text()))
                            .isTrue();
                    assertThat(received.isValidWith(next.text())).isTrue();
                    assertThat(received.isValidWith(SigningSecret.random().text()))
                            .isFalse();
                });
            }
            var delivery = post.records.delivery(ref).orElseThrow();
            assertThat(delivery.status()).isEqualTo(Status.DELIVERED);
            assertThat(delivery.calls()).hasSize(8);
            assertThat(delivery.calls().getFirst().status()).isNull();
            assertThat(delivery.calls().getLast().status()).isEqualTo(200);
        }
    }

    /// A day after a rotation the old secret has ended.
    @Test
    void anOldSecretEndsAfterADay() {
        try (var receiver = new Receiver(0);
                var transport = new GuardedTransport(LOOPBACK)) {
            post.now = Instant.now();
            post.deliveries = post.engine(transport);
            var hook = post.hook(ANA, receiver.url());
            var next = SigningSecret.random();
            post.records.change(ANA, hook.id(), its -> its.rotated(next, post.now.minus(Duration.ofHours(24))));
            post.deliveries.record(ANA, "e-0", TYPE, BODY).forEach(post.deliveries::attempt);
            assertThat(receiver.received()).singleElement().satisfies(received -> {
                assertThat(received.isValidWith(hook.secrets().getFirst().text()))
                        .isFalse();
                assertThat(received.isValidWith(next.text())).isTrue();
            });
        }
    }

    /// Such as after a restart without the option that allowed it, or of a name that leads elsewhere now.
    @Test
    void anAddressInsideIsNotCalledWhateverWasAllowedBefore() {
        try (var receiver = new Receiver(0);
                var transport = new GuardedTransport(AddressGuard.PUBLIC_ONLY)) {
            post.deliveries = post.engine(transport);
            post.hook(ANA, receiver.url());
            var ref = post.deliveries.record(ANA, "e-0", TYPE, BODY).getFirst();
            assertThat(post.deliveries.attempt(ref)).isPresent();
            assertThat(receiver.received()).isEmpty();
            assertThat(post.records.delivery(ref).orElseThrow().calls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.status()).isNull());
        }
    }
}
