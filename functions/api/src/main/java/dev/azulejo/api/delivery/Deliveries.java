package dev.azulejo.api.delivery;

import dev.azulejo.api.delivery.Transport.Answer;
import dev.azulejo.api.delivery.Transport.Answered;
import dev.azulejo.api.delivery.Transport.Unanswered;
import dev.azulejo.api.record.Delivery;
import dev.azulejo.api.record.Delivery.Call;
import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.api.record.Webhook;
import dev.azulejo.api.record.WebhookId;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.events.TrialEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Delivers events to webhooks, at least once each. All its state lies in the records, so it may be killed
/// at any line, and several may work on the same records. It has no threads and does not wait. Thread-safe.
///
/// A driver calls [#attempt] when a delivery is due, and again at the time that it returns, until it
/// returns none. The driver on one machine keeps times in memory, and begins with [#pending]. The driver in
/// the cloud sends itself a message for each delivery, with the reference in it, delayed until it is due;
/// SQS delays for 15 minutes at most, and a message that comes too early changes nothing here and is
/// answered with the due time. A message may come twice, and there may be several of one delivery: a
/// process that calls the receiver notes that in the record first, and the others come back later. A call
/// that outlasts that is made twice, under one id; a delivery by one of them counts. A message is
/// removed after the next one is sent, and a sweep over [#overdue] once a day finds what was lost all the
/// same.
public final class Deliveries {
    /// How long deliveries are kept, also for a webhook that is disabled.
    public static final Duration KEPT = Duration.ofDays(30);

    /// How late a message may be before it counts as lost: longer than a few retries take.
    private static final Duration LATE = Duration.ofHours(1);

    /// The longest duration of a call. After a death meanwhile, others wait as long.
    private static final Duration CALLS_WITHIN = GuardedTransport.TOTAL.plusSeconds(5);

    private static final int GONE = 410;
    private static final int URL_DIGITS = 8;

    private final WebhookObjects records;
    private final Transport transport;
    private final Clock clock;
    private final Pauses pauses;

    /// @param random gives numbers from 0 to 1
    public Deliveries(WebhookObjects records, Transport transport, Clock clock, DoubleSupplier random) {
        this.records = records;
        this.transport = transport;
        this.clock = clock;
        this.pauses = new Pauses(random);
    }

    /// Records an event for each webhook of the tenant that wants its type, also for disabled ones, where
    /// it waits until they are enabled. It may be repeated.
    ///
    /// @return the deliveries that are pending because of it
    public List<DeliveryRef> record(Tenant tenant, String event, String type, String json) {
        return records.webhooks(tenant).stream()
                .filter(webhook -> !webhook.named() && webhook.wants(type))
                .map(webhook -> new DeliveryRef(tenant, webhook.id(), event))
                .filter(ref -> recordFor(ref, type, json).isPending())
                .toList();
    }

    /// Records an event for an address that a job names, under an id of its own: several addresses of one
    /// origin can get one event.
    public Optional<DeliveryRef> recordNamed(Tenant tenant, String url, String event, String type, String json) {
        var id = event + "-"
                + Hash.of(url.getBytes(StandardCharsets.UTF_8)).hex().substring(0, URL_DIGITS);
        return records.webhook(tenant, WebhookId.ofNamed(Webhook.originOf(url)))
                .filter(webhook -> webhook.wants(type))
                .map(webhook -> new DeliveryRef(tenant, webhook.id(), id))
                .filter(ref -> record(
                                ref, Delivery.of(id, type, clock.instant()).to(url), json)
                        .isPending());
    }

    /// Records an event for one webhook, whatever types it wants.
    public Delivery recordFor(DeliveryRef ref, String type, String json) {
        return record(ref, Delivery.of(ref.event(), type, clock.instant()), json);
    }

    private Delivery record(DeliveryRef ref, Delivery delivery, String json) {
        return records.add(ref, delivery, json.getBytes(StandardCharsets.UTF_8));
    }

    /// The deliveries that a new process must take on, also those of disabled webhooks.
    public List<DeliveryRef> pending() {
        return records.waiting();
    }

    /// The deliveries of [#pending] whose message is lost, as it should have come long ago; a daily sweep
    /// sends a new one. For the others a message is under way, and a second would continue beside it until
    /// they have ended.
    public List<DeliveryRef> overdue() {
        var limit = clock.instant().minus(LATE);
        return records.waiting().stream()
                .filter(ref -> records.delivery(ref)
                        .map(Delivery::nextAt)
                        .filter(limit::isBefore)
                        .isEmpty())
                .toList();
    }

    /// Drops deliveries older than [#KEPT].
    public void expire() {
        records.expire(clock.instant().minus(KEPT));
    }

    /// Sends a delivery if it is due.
    ///
    /// @return when to come back; empty if nothing more is to be done, or not before the webhook is enabled
    public Optional<Instant> attempt(DeliveryRef ref) {
        var webhook = records.webhook(ref.tenant(), ref.webhook());
        if (webhook.isEmpty()) {
            records.forget(ref);
            return Optional.empty();
        }
        var due = records.delivery(ref).map(Delivery::nextAt);
        if (due.isEmpty()) {
            records.change(ref, same -> same); // or it would be pending once more at each start
        }
        if (due.isEmpty() || webhook.get().disabled() != null) {
            return Optional.empty();
        }
        var now = clock.instant();
        if (due.get().isAfter(now)) {
            return due;
        }
        var until = now.plus(CALLS_WITHIN);
        if (!isFree(ref, webhook.get(), now, until)) {
            return Optional.of(pauses.whileOthersCall(until));
        }
        var isOurs = new AtomicBoolean();
        var claimed = records.change(ref, delivery -> {
            isOurs.set(isDue(delivery, now));
            return isOurs.get() ? delivery.calling(until) : delivery;
        });
        return isOurs.get()
                ? records.body(ref)
                        .flatMap(body -> call(ref, webhook.get(), address(webhook.get(), claimed), body, until))
                : claimed.map(Delivery::nextAt);
    }

    /// Whether a receiver may be called: a failing one gets one call at a time, or waiting for its answers
    /// would keep all other deliveries waiting.
    private boolean isFree(DeliveryRef ref, Webhook webhook, Instant now, Instant until) {
        if (webhook.failingSince() == null) {
            return true;
        }
        var isOurs = new AtomicBoolean();
        records.change(ref.tenant(), ref.webhook(), found -> {
            isOurs.set(found.isFree(now));
            return isOurs.get() ? found.tried(until) : found;
        });
        return isOurs.get();
    }

    private static boolean isDue(Delivery delivery, Instant now) {
        return delivery.nextAt() != null && !delivery.nextAt().isAfter(now);
    }

    private static String address(Webhook webhook, Optional<Delivery> delivery) {
        return delivery.map(Delivery::url).orElse(webhook.url());
    }

    /// @param until the time in the record as long as no other process calls
    private Optional<Instant> call(DeliveryRef ref, Webhook webhook, String url, byte[] body, Instant until) {
        var start = clock.instant();
        var headers = Signature.headers(ref.event(), start, body, webhook.live(start));
        var answer = transport.post(url, headers, body);
        var end = clock.instant();
        var call = new Call(start, Duration.between(start, end).toMillis(), status(answer), words(answer));
        boolean isDelivered = isSuccess(answer);
        var changed = records.change(
                ref,
                delivery -> isDelivered
                        ? delivery.delivered(call)
                        : failed(delivery, call, until, next(delivery, answer, end)));
        var known = records.change(ref.tenant(), ref.webhook(), found -> after(found, answer, end));
        return known.filter(found -> found.disabled() == null)
                .flatMap(_ -> changed)
                .flatMap(after -> Optional.ofNullable(after.nextAt()));
    }

    private static Delivery failed(Delivery delivery, Call call, Instant until, Optional<Instant> next) {
        return until.equals(delivery.nextAt()) ? delivery.failed(call, next.orElse(null)) : delivery.noted(call);
    }

    private Optional<Instant> next(Delivery delivery, Answer answer, Instant now) {
        var retryAfter = answer instanceof Answered answered ? answered.retryAfter() : Optional.<String>empty();
        return isTrial(delivery) || (delivery.url() != null && isGone(answer))
                ? Optional.empty()
                : pauses.next(delivery.failures() + 1, retryAfter, now);
    }

    /// Whether a delivery is a trial, whose sender watches its result and would not be there any more.
    private static boolean isTrial(Delivery delivery) {
        return delivery.type().equals(TrialEvent.TYPE);
    }

    private static Webhook after(Webhook webhook, Answer answer, Instant now) {
        if (isSuccess(answer)) {
            return webhook.succeeded();
        }
        if (isGone(answer)) { // of one job alone, where jobs name the address
            return webhook.named()
                    ? webhook.succeeded()
                    : webhook.disabled(now, "the receiver answered 410: it wants no more");
        }
        return webhook.failed(now);
    }

    private static boolean isGone(Answer answer) {
        return answer instanceof Answered answered && answered.status() == GONE;
    }

    /// Whether an answer is a success; a redirect is not, as it is never followed.
    private static boolean isSuccess(Answer answer) {
        return answer instanceof Answered answered && answered.status() >= 200 && answered.status() < 300;
    }

    private static @Nullable Integer status(Answer answer) {
        return answer instanceof Answered answered ? Integer.valueOf(answered.status()) : null;
    }

    private static String words(Answer answer) {
        return switch (answer) {
            case Answered answered when isSuccess(answer) -> "the receiver has it";
            case Answered answered
            when answered.status() >= 300 && answered.status() < 400 ->
                "the receiver redirects, which is not followed; change the webhook's address";
            case Answered _ -> "the receiver did not take it";
            case Unanswered none -> none.why();
        };
    }
}
