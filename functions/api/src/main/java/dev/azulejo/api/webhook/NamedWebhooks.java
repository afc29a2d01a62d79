package dev.azulejo.api.webhook;

import dev.azulejo.api.problem.Body;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.record.Webhook;
import dev.azulejo.api.record.WebhookId;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Webhooks that stand for an origin, at which jobs name addresses of their own: one for each origin. Thread-safe.
public final class NamedWebhooks {
    private final WebhookObjects records;
    private final WebhookChecks checks;
    private final Clock clock;

    NamedWebhooks(WebhookObjects records, WebhookChecks checks, Clock clock) {
        this.records = records;
        this.checks = checks;
        this.clock = clock;
    }

    /// Reads the address in a body that gets the event of one job, if any.
    public Optional<String> read(Body body, String field) {
        if (body.any(field).isMissingNode()) {
            return Optional.empty();
        }
        var url = Optional.of(body.text(field)).filter(text -> !text.isEmpty());
        var objection = url.flatMap(checks::objection);
        objection.ifPresent(why -> body.wrong(field, why));
        return url.filter(_ -> objection.isEmpty());
    }

    /// Makes the webhook of an address's origin, unless there is one.
    ///
    /// @throws dev.azulejo.api.problem.ProblemException where there are enough others
    public void keep(Tenant tenant, String url) {
        if (records.webhook(tenant, id(url)).isEmpty()) {
            checks.refuseMore(tenant, true);
            records.named(tenant, url, clock.instant());
        }
    }

    /// The id of the webhook that stands for an address's origin.
    static WebhookId id(String url) {
        return WebhookId.ofNamed(Webhook.originOf(url));
    }

    /// Says why an address cannot be that of such a webhook.
    static Optional<String> objection(String url) {
        var origin = Webhook.originOf(url);
        return url.equals(origin) || url.equals(origin + "/")
                ? Optional.empty()
                : Optional.of("must be an origin where named is true: " + origin);
    }

    /// Makes one before any job names it.
    ///
    /// @throws dev.azulejo.api.problem.ProblemException where there is one, or there are enough others
    Webhook create(Tenant tenant, String origin, List<String> types) {
        var id = id(origin);
        if (records.webhook(tenant, id).isPresent()) {
            throw Kind.NOT_POSSIBLE_NOW.exception(
                    "there is one, %s, as a job has named it: rotate gives you its secret".formatted(id));
        }
        checks.refuseMore(tenant, true);
        var webhook = Webhook.of(id, Webhook.originOf(origin), types, clock.instant(), true);
        records.add(tenant, webhook);
        return webhook;
    }
}
