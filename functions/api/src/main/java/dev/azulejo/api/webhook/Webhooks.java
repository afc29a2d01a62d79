package dev.azulejo.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.delivery.Courier;
import dev.azulejo.api.delivery.Deliveries;
import dev.azulejo.api.delivery.Transport;
import dev.azulejo.api.delivery.WebhookNotifier.Tenancy;
import dev.azulejo.api.problem.Body;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.record.Delivery;
import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.api.record.SigningSecret;
import dev.azulejo.api.record.Webhook;
import dev.azulejo.api.record.WebhookId;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.repeat.IdempotencyKeys.Made;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.events.OutcomeEvent;
import dev.azulejo.events.TrialEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The operations of callers on webhooks. One of another tenant counts as missing. Thread-safe.
public final class Webhooks {
    /// The most webhooks of a tenant: each costs a request for each event.
    static final int MOST = 16;

    public static final int LONGEST_URL = 2048;

    private final WebhookObjects records;
    private final Deliveries deliveries;
    private final WebhookChecks checks;
    private final Courier courier;
    private final Tenancy tenancy;
    private final Clock clock;
    private final NamedWebhooks ofOrigins;

    public Webhooks(
            WebhookObjects records,
            Deliveries deliveries,
            Transport transport,
            Courier courier,
            Tenancy tenancy,
            Clock clock) {
        this.records = records;
        this.deliveries = deliveries;
        this.checks = new WebhookChecks(records, transport);
        this.courier = courier;
        this.tenancy = tenancy;
        this.clock = clock;
        this.ofOrigins = new NamedWebhooks(records, checks, clock);
    }

    /// The form of the body for a new webhook.
    ///
    /// @param types all if left out
    public record NewWebhook(
            @Schema(required = true, maxLength = LONGEST_URL, description = "Where events are sent, by POST")
            String url,

            @Schema(description = "Which types of events are sent; all where this is left out")
            List<String> types,

            @Schema(
                    defaultValue = "false",
                    description =
                            "Whether url is an origin, and hears of jobs alone that name an address there as their"
                                    + " webhook")
            boolean named) {}

    /// @param asked gives, once the body is found valid, the webhook of the request, if it may have come
    ///     before
    SecretView create(Tenant tenant, @Nullable JsonNode json, Supplier<Optional<Made>> asked) {
        var body = new Body(json);
        var url = body.text("url");
        if (!url.isEmpty()) {
            checks.objection(url).ifPresent(why -> body.wrong("url", why));
        }
        var types = body.texts("types", OutcomeEvent.TYPES);
        boolean named = body.flag("named");
        body.noOthers();
        if (named && body.errors().isEmpty()) {
            NamedWebhooks.objection(url).ifPresent(why -> body.wrong("url", why));
        }
        body.check();
        var made = asked.get();
        var before = made.filter(key -> !key.isNew());
        if (before.isPresent()) {
            return again(
                    tenant, named ? NamedWebhooks.id(url).text() : before.get().id());
        }
        if (named) {
            return shown(ofOrigins.create(tenant, url, types));
        }
        checks.refuseMore(tenant, false);
        var id = made.map(key -> new WebhookId(key.id())).orElseGet(WebhookId::random);
        var webhook = Webhook.of(id, url, types, clock.instant(), false);
        records.add(tenant, webhook);
        return shown(webhook);
    }

    /// The webhooks that jobs name.
    public NamedWebhooks ofOrigins() {
        return ofOrigins;
    }

    private static SecretView shown(Webhook webhook) {
        return new SecretView(
                WebhookView.of(webhook), webhook.secrets().getFirst().text(), null);
    }

    /// Repeats the answer of the first request, for a caller that did not get it.
    private SecretView again(Tenant tenant, String id) {
        var webhook = WebhookId.parse(id)
                .flatMap(parsed -> records.webhook(tenant, parsed))
                .orElseThrow(() -> Kind.GONE.exception(
                        "the webhook of this Idempotency-Key was deleted, or never made; take a new key"));
        return shown(webhook);
    }

    /// The form of the body for a change.
    ///
    /// @param types all if null; unchanged if left out
    public record WebhookChange(
            @Schema(maxLength = LONGEST_URL) String url, List<String> types) {}

    /// Changes the address or the types of events. Secrets stay, and so do deliveries.
    ///
    /// @param still throws if this is not the version that the caller has seen; it gets exactly the one
    ///     that is replaced
    WebhookView change(Tenant tenant, String id, @Nullable JsonNode json, Consumer<WebhookView> still) {
        var body = new Body(json);
        var url = body.any("url").isMissingNode() ? Optional.<String>empty() : Optional.of(body.text("url"));
        url.filter(text -> !text.isEmpty()).flatMap(checks::objection).ifPresent(why -> body.wrong("url", why));
        var types = body.any("types").isMissingNode()
                ? Optional.<List<String>>empty()
                : Optional.of(body.texts("types", OutcomeEvent.TYPES));
        body.noOthers();
        if (url.isPresent() && find(tenant, id).named()) {
            body.wrong("url", "stays: it stands for an origin, and jobs name the address");
        }
        body.check();
        return WebhookView.of(change(
                tenant,
                id,
                still,
                webhook -> webhook.sending(url.orElse(webhook.url()), types.orElse(webhook.types()))));
    }

    /// @param webhooks the oldest first
    @Schema(name = "WebhooksView")
    public record All(List<WebhookView> webhooks) {}

    All all(Tenant tenant) {
        return new All(records.webhooks(tenant).stream().map(WebhookView::of).toList());
    }

    WebhookView get(Tenant tenant, String id) {
        return WebhookView.of(find(tenant, id));
    }

    void delete(Tenant tenant, String id) {
        records.delete(tenant, find(tenant, id).id());
    }

    /// @param still as for [#change]
    SecretView rotate(Tenant tenant, String id, Consumer<WebhookView> still) {
        var secret = SigningSecret.random();
        var now = clock.instant();
        var webhook = change(tenant, id, still, found -> found.rotated(secret, now));
        return new SecretView(WebhookView.of(webhook), secret.text(), now.plus(Webhook.OVERLAP));
    }

    /// Enables a webhook: deliveries that came while it was disabled are sent now, and overdue ones; the
    /// others have a message under way.
    ///
    /// @param still as for [#change]
    WebhookView enable(Tenant tenant, String id, Consumer<WebhookView> still) {
        boolean wasDisabled = find(tenant, id).disabled() != null;
        var webhook = change(tenant, id, still, Webhook::enabled);
        var now = clock.instant();
        records.waiting(tenant, webhook.id()).stream()
                .filter(ref -> wasDisabled || isDue(ref, now))
                .forEach(ref -> courier.due(ref, now));
        return WebhookView.of(webhook);
    }

    private boolean isDue(DeliveryRef ref, Instant now) {
        return records.delivery(ref)
                .map(Delivery::nextAt)
                .filter(at -> !at.isAfter(now))
                .isPresent();
    }

    /// Sends a test event, once.
    DeliveryView test(Tenant tenant, String id) {
        var webhook = enabled(tenant, id);
        var event = "test-" + UUID.randomUUID();
        var now = clock.instant();
        var ref = new DeliveryRef(tenant, webhook.id(), event);
        var json = TrialEvent.of(event, webhook.id().text(), tenancy.work(), now);
        var delivery = deliveries.recordFor(ref, TrialEvent.TYPE, json);
        courier.due(ref, now);
        return DeliveryView.of(ref, delivery);
    }

    /// @param next cursor of the next page; absent at the end
    @Schema(name = "DeliveryPageView")
    public record Page(
            List<DeliveryView> deliveries,
            @Schema(nullable = true) @Nullable String next) {}

    Page deliveries(Tenant tenant, String id, Paging paging) {
        var webhook = find(tenant, id).id();
        var found = records.deliveries(tenant, webhook, paging.cursor().orElse(""), paging.limit());
        return new Page(
                found.stream()
                        .map(delivery -> DeliveryView.of(new DeliveryRef(tenant, webhook, delivery.event()), delivery))
                        .toList(),
                found.size() < paging.limit() ? null : found.getLast().cursor());
    }

    DeliveryView resend(Tenant tenant, String id, String event) {
        var webhook = enabled(tenant, id);
        var now = clock.instant();
        var ref = Optional.of(event)
                .filter(DeliveryRef::isEvent)
                .map(text -> new DeliveryRef(tenant, webhook.id(), text));
        var delivery = ref.flatMap(known -> records.change(known, found -> found.again(now)));
        if (delivery.isEmpty()) {
            throw Kind.NOT_FOUND.exception("event %s is not one that was sent to this webhook in the last %d days"
                    .formatted(OptionValue.shown(event), Deliveries.KEPT.toDays()));
        }
        courier.due(ref.get(), now);
        return DeliveryView.of(ref.get(), delivery.get());
    }

    private Webhook enabled(Tenant tenant, String id) {
        var webhook = find(tenant, id);
        if (webhook.disabled() != null) {
            throw Kind.NOT_POSSIBLE_NOW.exception("the webhook is disabled: %s; enable it first"
                    .formatted(webhook.disabled().reason()));
        }
        return webhook;
    }

    private Webhook change(Tenant tenant, String id, Consumer<WebhookView> still, UnaryOperator<Webhook> change) {
        return WebhookId.parse(id)
                .flatMap(parsed -> records.change(tenant, parsed, found -> {
                    still.accept(WebhookView.of(found));
                    return change.apply(found);
                }))
                .orElseThrow(() -> none(id));
    }

    private Webhook find(Tenant tenant, String id) {
        return WebhookId.parse(id)
                .flatMap(parsed -> records.webhook(tenant, parsed))
                .orElseThrow(() -> none(id));
    }

    private static RuntimeException none(String id) {
        return Kind.NOT_FOUND.exception("there is no webhook %s of yours".formatted(OptionValue.shown(id)));
    }
}
