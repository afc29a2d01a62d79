package dev.azulejo.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.record.Delivery.Status;
import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.storage.testkit.NthCall;
import dev.azulejo.storage.testkit.NthCall.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever happens to the function of webhooks at any of its calls: the receiver has the event in the end, under one
/// id, and the record says so.
class DeliveryFaultsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_TRIES = 10;

    @ParameterizedTest
    @EnumSource
    void inTheEndTheReceiverHasIt(Fault fault) {
        int calls = NthCall.each(fault, call -> {
            var post = new Post();
            var hook = post.hook(Post.ANA, "https://example.com/hook");
            var ref = new DeliveryRef(Post.ANA, hook.id(), "e-0");
            call.beforeIt(() -> tellAndSend(engine(post, call), ref));
            call.during(() -> tellAndSend(engine(post, call), ref));
            if (fault.lasts()) {
                post.now = post.now.plus(MINUTE);
                call.during(() -> tellAndSend(engine(post, call), ref));
            }

            // What did not come to its end is handed out again.
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                post.now = post.now.plus(MINUTE);
                tellAndSend(engine(post, call), ref);
            }
            assertThat(post.records.delivery(ref).orElseThrow().status()).isEqualTo(Status.DELIVERED);
            assertThat(engine(post, call).pending()).isEmpty();
            assertThat(post.sent).hasSizeBetween(1, 2); // at least once: its answer may be lost
            assertThat(new HashSet<>(post.sent.stream()
                            .map(headers -> headers.get("webhook-id"))
                            .toList()))
                    .hasSize(1);
        });
        assertThat(calls).isGreaterThan(8);
    }

    /// The event of the end, and the message that it makes.
    private static Optional<Instant> tellAndSend(Deliveries engine, DeliveryRef ref) {
        assertThat(engine.record(Post.ANA, ref.event(), Post.TYPE, Post.BODY)).isSubsetOf(List.of(ref));
        return engine.attempt(ref);
    }

    private static Deliveries engine(Post post, NthCall call) {
        return new Deliveries(
                new WebhookObjects(call.to(post.place)), call.to(Transport.class, post), post.clock(), () -> 0);
    }
}
