package dev.azulejo.api.webhook;

import dev.azulejo.api.delivery.Transport;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import java.util.Optional;

/// What holds of every webhook: where it may lead, and how many there may be. Thread-safe.
record WebhookChecks(WebhookObjects records, Transport transport) {

    /// Says why nothing can be sent to an address.
    Optional<String> objection(String url) {
        if (url.length() > Webhooks.LONGEST_URL) {
            return Optional.of("has %d characters; at most %d are taken".formatted(url.length(), Webhooks.LONGEST_URL));
        }
        return transport.objection(url);
    }

    /// @param named of those that stand for origins, or of the others
    /// @throws dev.azulejo.api.problem.ProblemException when there are enough
    void refuseMore(Tenant tenant, boolean named) {
        var all = records.webhooks(tenant).stream().filter(webhook -> webhook.named() == named);
        if (all.count() >= Webhooks.MOST) {
            throw Kind.NOT_POSSIBLE_NOW.exception("there are %d webhooks%s, as many as may be; delete one"
                    .formatted(Webhooks.MOST, named ? " that stand for origins" : ""));
        }
    }
}
