package dev.azulejo.server;

import dev.azulejo.api.delivery.Deliveries;
import dev.azulejo.api.delivery.GuardedTransport;
import dev.azulejo.api.delivery.ShownPlaces;
import dev.azulejo.api.delivery.WebhookNotifier;
import dev.azulejo.api.delivery.WebhookNotifier.Tenancy;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.record.TenantJob;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.webhook.Webhooks;
import dev.azulejo.storage.https.AddressGuard;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// The part of [Wiring] that webhooks need.
final class WebhookWiring implements AutoCloseable {
    /// The source in events, which tells nothing of this machine.
    private static final URI WORK = URI.create("serve://local");

    private final WebhookObjects records;
    private final WebhookNotifier notifier;
    private final Webhooks webhooks;
    private final WebhookSender sender;
    private final GuardedTransport transport;

    WebhookWiring(Premises premises, AddressGuard guard, Clock clock) {
        var objects = premises.objects();
        var shown = new ShownPlaces(Map.of(
                premises.uploads(), URI.create("azulejo:uploads"), premises.results(), URI.create("azulejo:results")));
        var tenancy = new Tenancy(premises.uploads(), premises.results(), WORK, shown);
        records = new WebhookObjects(objects.work());
        transport = new GuardedTransport(guard);
        var deliveries = new Deliveries(
                records, transport, clock, () -> ThreadLocalRandom.current().nextDouble());
        sender = new WebhookSender(deliveries, clock);
        notifier = new WebhookNotifier(objects, records, deliveries, sender, clock, tenancy);
        webhooks = new Webhooks(records, deliveries, transport, sender, tenancy, clock);
        sender.start();
    }

    WebhookNotifier notifier() {
        return notifier;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    /// Returns those of `jobs` that have ended without an event.
    List<TenantJob> untold(List<TenantJob> jobs) {
        var told = records.told();
        return jobs.stream().filter(job -> notifier.isUntold(job.job(), told)).toList();
    }

    @Override
    public void close() {
        sender.close();
        transport.close();
    }
}
