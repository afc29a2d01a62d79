package dev.azulejo.api.delivery;

import static dev.azulejo.api.delivery.Post.ANA;
import static dev.azulejo.api.delivery.Post.BODY;
import static dev.azulejo.api.delivery.Post.BROKEN;
import static dev.azulejo.api.delivery.Post.TAKEN;
import static dev.azulejo.api.delivery.Post.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.azulejo.api.delivery.Transport.Answered;
import dev.azulejo.api.delivery.Transport.Unanswered;
import dev.azulejo.api.record.Delivery;
import dev.azulejo.api.record.Delivery.Status;
import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.events.TrialEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveriesTest {
    private static final Tenant BEN = new Tenant("ben");

    private final Post post = new Post();

    @Test
    void whoeverTakesItGetsItOnce() {
        var ref = post.recorded();
        assertThat(post.toTheEnd(ref)).isEmpty();
        assertThat(post.sent).hasSize(1);
        assertThat(delivery(ref).status()).isEqualTo(Status.DELIVERED);
        assertThat(post.deliveries.pending()).isEmpty();
        assertThat(post.deliveries.attempt(ref)).isEmpty();
        assertThat(post.sent).hasSize(1);
    }

    @Test
    void aReceiverThatStaysDownIsGivenUpAfterThreeDays() {
        post.receiver = () -> BROKEN;
        var ref = post.recorded();
        var start = post.now;
        assertThat(post.toTheEnd(ref)).containsExactlyElementsOf(Pauses.TABLE);
        assertThat(Duration.between(start, post.now)).isEqualTo(Duration.parse("PT75H35M5S"));
        assertThat(post.sent).hasSize(10);
        assertThat(delivery(ref).status()).isEqualTo(Status.DEAD);
        assertThat(delivery(ref).calls())
                .hasSize(10)
                .allSatisfy(call -> assertThat(call.status()).isEqualTo(500));
        assertThat(post.deliveries.pending()).isEmpty();
    }

    @Test
    void allGoUnderOneIdAndEachIsSignedWhenItIsSent() throws Exception {
        post.now = Instant.now().minus(Duration.ofMinutes(2));
        post.receiver = () -> BROKEN;
        var ref = post.recorded();
        post.now = post.deliveries.attempt(ref).orElseThrow();
        post.deliveries.attempt(ref);
        assertThat(post.sent)
                .hasSize(2)
                .allSatisfy(headers -> assertThat(headers).containsEntry("webhook-id", "e-0"));
        assertThat(post.sent.getFirst().get("webhook-timestamp"))
                .isNotEqualTo(post.sent.getLast().get("webhook-timestamp"));
        var secret = post.records.webhooks(ANA).getFirst().secrets().getFirst();
        for (var headers : post.sent) {
            new Webhook(secret.text()).verify(BODY, listed(headers));
        }
    }

    @Test
    void pausesAreLongerByChanceAndNeverShorter() {
        post.random = 1;
        post.receiver = () -> BROKEN;
        assertThat(post.toTheEnd(post.recorded()))
                .containsExactlyElementsOf(Pauses.TABLE.stream()
                        .map(pause -> pause.plus(pause.dividedBy(10)))
                        .toList());
    }

    /// What is to come has a message under way; a second one would go on beside it for three days.
    @Test
    void aSweepFindsOnlyWhatShouldHaveBeenSentLongAgo() {
        post.receiver = () -> BROKEN;
        var ref = post.recorded();
        assertThat(post.deliveries.overdue()).isEmpty();
        for (int pause = 0; pause < 5; pause++) {
            post.now = post.deliveries.attempt(ref).orElseThrow();
            assertThat(post.deliveries.overdue()).isEmpty();
        }
        post.now = post.now.plus(Duration.ofMinutes(61)); // and nobody came
        assertThat(post.deliveries.overdue()).containsExactly(ref);
        var next = post.deliveries.attempt(ref).orElseThrow();
        assertThat(next).isAfter(post.now);
        assertThat(post.deliveries.overdue()).isEmpty();
        assertThat(post.deliveries.pending()).containsExactly(ref);
    }

    @Test
    void whoeverComesTooEarlySendsNothing() {
        post.receiver = () -> BROKEN;
        var ref = post.recorded();
        var next = post.deliveries.attempt(ref).orElseThrow();
        post.now = next.minusMillis(1);
        assertThat(post.deliveries.attempt(ref)).contains(next);
        assertThat(post.sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 300, 301, 307, 308, 400, 401, 404, 429, 500, 503, 599, 999})
    void allButSuccessIsTriedAgain(int status) {
        post.receiver = () -> new Answered(status, Optional.empty());
        assertThat(post.deliveries.attempt(post.recorded())).isPresent();
    }

    @Test
    void whatHappensWithoutAnAnswerIsShownAsItIsTold() {
        post.receiver = () -> new Unanswered("took longer than 15 s");
        var ref = post.recorded();
        assertThat(post.deliveries.attempt(ref)).isPresent();
        var call = delivery(ref).calls().getFirst();
        assertThat(call.status()).isNull();
        assertThat(call.detail()).isEqualTo("took longer than 15 s");
    }

    @Test
    void aTrialIsMadeOnce() {
        post.receiver = () -> BROKEN;
        var hook = post.hook(ANA, "https://example.com/", TYPE);
        var ref = new DeliveryRef(ANA, hook.id(), "test-1");
        post.deliveries.recordFor(ref, TrialEvent.TYPE, BODY);
        assertThat(post.deliveries.attempt(ref)).isEmpty();
        assertThat(delivery(ref).status()).isEqualTo(Status.DEAD);
    }

    @Test
    void eachWebhookGetsWhatItWantsOfItsOwnTenant() {
        var all = post.hook(ANA, "https://example.com/all");
        var some = post.hook(ANA, "https://example.com/some", "dev.azulejo.image.failed.v1");
        post.hook(BEN, "https://example.com/ben");
        assertThat(post.deliveries.record(ANA, "e-0", TYPE, BODY))
                .extracting(DeliveryRef::webhook)
                .containsExactly(all.id());
        assertThat(post.deliveries.record(ANA, "e-1", "dev.azulejo.image.failed.v1", BODY))
                .extracting(DeliveryRef::webhook)
                .containsExactlyInAnyOrder(all.id(), some.id());
        assertThat(post.deliveries.record(new Tenant("eve"), "e-0", TYPE, BODY)).isEmpty();
    }

    /// Whoever was killed before it could say that it had recorded an event does it once more.
    @Test
    void whatIsRecordedTwiceIsSentOnce() {
        var ref = post.recorded();
        post.deliveries.attempt(ref);
        assertThat(post.deliveries.record(ANA, "e-0", TYPE, BODY)).isEmpty();
        assertThat(post.deliveries.attempt(ref)).isEmpty();
        assertThat(post.sent).hasSize(1);
        assertThat(post.records.deliveries(ANA, ref.webhook(), "", 10)).hasSize(1);
    }

    /// Killed at each write of a record, then begun anew on what that left: no event is lost, and none has two
    /// ids.
    @Test
    void whoeverIsKilledAtAnyWriteLosesNothing() {
        for (int writes = 0; ; writes++) {
            var killed = new Post();
            killed.hook(ANA, "https://example.com/");
            boolean isThrough = killed.mortal.survives(writes, () -> {
                killed.deliveries.record(ANA, "e-0", TYPE, BODY);
                killed.receiver = () -> killed.sent.size() < 2 ? BROKEN : TAKEN;
                killed.deliveries.pending().forEach(killed::toTheEnd);
            });
            killed.deliveries = killed.engine(killed);
            killed.receiver = () -> killed.sent.size() < 2 ? BROKEN : TAKEN;
            killed.deliveries.record(ANA, "e-0", TYPE, BODY); // nobody had noted that it was
            killed.deliveries.pending().forEach(killed::toTheEnd);
            var deliveries = killed.records.deliveries(
                    ANA, killed.records.webhooks(ANA).getFirst().id(), "", 10);
            assertThat(deliveries)
                    .as("killed after %d writes", writes)
                    .extracting(Delivery::status)
                    .containsExactly(Status.DELIVERED);
            assertThat(killed.sent)
                    .extracting(headers -> headers.get("webhook-id"))
                    .containsOnly("e-0");
            assertThat(killed.deliveries.pending()).isEmpty();
            if (isThrough) {
                assertThat(writes).isGreaterThan(5);
                return;
            }
        }
    }

    @Test
    void whatWasSentAgainMeanwhileStaysPending() {
        var ref = post.recorded();
        post.receiver = () -> {
            post.records.change(ref, delivery -> delivery.again(post.now));
            return BROKEN;
        };
        assertThat(post.deliveries.attempt(ref)).contains(post.now);
        assertThat(delivery(ref).calls()).hasSize(1);
        assertThat(post.deliveries.pending()).containsExactly(ref);
    }

    /// Two messages of one delivery are worked on at once: the second comes back later, and finds it delivered.
    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void twoMessagesOfOneDeliveryPostItOnce(int failures) {
        post.receiver = () -> BROKEN;
        var ref = post.recorded();
        for (int failed = 0; failed < failures; failed++) {
            post.now = post.deliveries.attempt(ref).orElseThrow();
        }
        post.receiver = () -> {
            post.receiver = () -> BROKEN;
            assertThat(post.deliveries.attempt(ref))
                    .hasValueSatisfying(at -> assertThat(at).isAfter(post.now.plus(GuardedTransport.TOTAL)));
            return TAKEN;
        };
        assertThat(post.deliveries.attempt(ref)).isEmpty();
        assertThat(post.sent).hasSize(failures + 1);
        assertThat(delivery(ref).status()).isEqualTo(Status.DELIVERED);
        assertThat(post.deliveries.pending()).isEmpty();
    }

    /// One call takes longer than any may, and ends when another has delivered it.
    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void deliveredIsFinal(int failures) {
        post.receiver = () -> BROKEN;
        var ref = post.recorded();
        for (int failed = 0; failed < failures; failed++) {
            post.now = post.deliveries.attempt(ref).orElseThrow();
        }
        post.receiver = () -> {
            post.receiver = () -> TAKEN;
            post.now = post.deliveries.attempt(ref).orElse(post.now);
            assertThat(post.deliveries.attempt(ref)).isEmpty();
            assertThat(delivery(ref).status()).isEqualTo(Status.DELIVERED);
            return new Unanswered("timed out");
        };
        assertThat(post.deliveries.attempt(ref)).isEmpty();
        assertThat(delivery(ref).status()).isEqualTo(Status.DELIVERED);
        assertThat(delivery(ref).calls()).hasSize(failures + 2);
        assertThat(post.deliveries.pending()).isEmpty();
    }

    /// Who was slow has failed, but the receiver has it by another call: or the other way round.
    @Test
    void aSlowSuccessIsOne() {
        var ref = post.recorded();
        post.receiver = () -> {
            post.receiver = () -> BROKEN;
            post.now = post.deliveries.attempt(ref).orElse(post.now);
            post.deliveries.attempt(ref);
            return TAKEN;
        };
        assertThat(post.deliveries.attempt(ref)).isEmpty();
        assertThat(delivery(ref).status()).isEqualTo(Status.DELIVERED);
        assertThat(post.deliveries.pending()).isEmpty();
    }

    /// However many messages there are of it, the pauses are used up as if there were one.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void severalMessagesOfOneDeliveryUseUpItsPausesOnce(int messages) {
        var ref = post.recorded();
        var start = post.now;
        var queue = new PriorityQueue<Instant>();
        IntStream.range(0, messages).forEach(_ -> queue.add(start));
        while (!queue.isEmpty()) {
            post.now = queue.peek().isAfter(post.now) ? queue.peek() : post.now;
            atOnce(ref, queue);
        }
        assertThat(delivery(ref).status()).isEqualTo(Status.DEAD);
        assertThat(post.sent).hasSize(10);
        assertThat(Duration.between(start, post.now)).isBetween(Duration.ofHours(75), Duration.ofHours(76));
    }

    /// All messages that are due look before any of them has an answer.
    private void atOnce(DeliveryRef ref, PriorityQueue<Instant> queue) {
        queue.remove();
        post.receiver = () -> {
            if (!queue.isEmpty() && !queue.peek().isAfter(post.now)) {
                atOnce(ref, queue);
            }
            return BROKEN;
        };
        post.deliveries.attempt(ref).ifPresent(queue::add);
    }

    /// Many wait for its answer only until one has failed; then each waits for its turn, and those of others do not
    /// wait.
    @Test
    void aReceiverThatFailsIsCalledByOneAtATime() {
        var first = post.recorded();
        var others = IntStream.range(1, 20)
                .mapToObj(event ->
                        post.deliveries.record(ANA, "e-" + event, TYPE, BODY).getFirst())
                .toList();
        post.receiver = () -> BROKEN;
        post.deliveries.attempt(first);
        post.receiver = () -> {
            post.receiver = () -> BROKEN;
            assertThat(others.subList(1, others.size()))
                    .allSatisfy(ref -> assertThat(post.deliveries.attempt(ref))
                            .hasValueSatisfying(at -> assertThat(at).isAfter(post.now.plus(GuardedTransport.TOTAL))));
            return BROKEN;
        };
        post.deliveries.attempt(others.getFirst());
        assertThat(post.sent).hasSize(2);
        assertThat(delivery(others.getLast()).failures()).isZero();
        post.receiver = () -> TAKEN;
        others.subList(1, others.size())
                .forEach(ref -> assertThat(post.deliveries.attempt(ref)).isEmpty());
        assertThat(post.sent).hasSize(20);
    }

    @Test
    void whatIsSentAgainJustAfterItWasDeliveredStaysPending() {
        var ref = post.recorded();
        post.mortal.beforeNextDelete(() -> post.records.change(ref, delivery -> delivery.again(post.now)));
        post.deliveries.attempt(ref);
        assertThat(delivery(ref).status()).isEqualTo(Status.PENDING);
        assertThat(post.deliveries.pending()).containsExactly(ref);
    }

    @Test
    void aWebhookThatIsDeletedWhileItIsCalledStaysSo() {
        var ref = post.recorded();
        post.receiver = () -> {
            post.records.delete(ANA, ref.webhook());
            return BROKEN;
        };
        assertThat(post.deliveries.attempt(ref)).isEmpty();
        assertThat(post.place.list("")).isEmpty();
    }

    @Test
    void whatADeleteHasLeftThatWasKilledIsRemoved() {
        var ref = post.recorded();
        post.place.delete("hooks/ana/%s.json".formatted(ref.webhook()));
        assertThat(post.deliveries.attempt(ref)).isEmpty();
        assertThat(post.deliveries.pending()).isEmpty();
        assertThat(post.sent).isEmpty();
        post.now = post.now.plus(Deliveries.KEPT).plusSeconds(1);
        post.deliveries.expire();
        assertThat(post.place.list("")).isEmpty();
    }

    @Test
    void deliveriesAreForgottenAfterAMonth() {
        var ref = post.recorded();
        post.deliveries.attempt(ref);
        post.now = post.now.plus(Deliveries.KEPT);
        post.deliveries.expire();
        assertThat(post.records.delivery(ref)).isPresent();
        post.now = post.now.plusMillis(1);
        post.deliveries.expire();
        assertThat(post.records.delivery(ref)).isEmpty();
        assertThat(post.records.deliveries(ANA, ref.webhook(), "", 10)).isEmpty();
        assertThat(post.records.webhook(ANA, ref.webhook())).isPresent();
    }

    private Delivery delivery(DeliveryRef ref) {
        return post.records.delivery(ref).orElseThrow();
    }

    private static Map<String, List<String>> listed(Map<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }
}
