package dev.azulejo.functions.wiring;

import dev.azulejo.api.delivery.Courier;
import dev.azulejo.api.delivery.Deliveries;
import dev.azulejo.api.delivery.GuardedTransport;
import dev.azulejo.api.delivery.Transport;
import dev.azulejo.api.delivery.WebhookNotifier;
import dev.azulejo.api.delivery.WebhookNotifier.Tenancy;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.webhook.Webhooks;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.storage.JobStorage;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/// Makes the parts for webhooks, for the API and for the function that delivers events.
public final class WebhookWiring {
    private static final Clock CLOCK = Clock.systemUTC();

    @Produces
    @Singleton
    WebhookObjects webhookObjects(JobStorage work) {
        return new WebhookObjects(work);
    }

    @Produces
    @Singleton
    Transport transport(Environment environment) {
        return new GuardedTransport(environment.addresses());
    }

    @Produces
    @Singleton
    Deliveries deliveries(WebhookObjects records, Transport transport) {
        return new Deliveries(
                records, transport, CLOCK, () -> ThreadLocalRandom.current().nextDouble());
    }

    @Produces
    @Singleton
    Courier courier(Environment environment) {
        return new SqsCourier(environment.required(Variable.DELIVERIES), CLOCK);
    }

    /// The names of places in webhooks' events, which are those of the bus.
    @Produces
    @Singleton
    Tenancy tenancy(Environment environment) {
        var work = environment.required(Variable.WORK);
        return new Tenancy(
                CloudPlaces.uploads(work),
                CloudPlaces.results(environment.required(Variable.OUTBOX)),
                CloudPlaces.place(work));
    }

    /// Makes the notifier of webhooks, which is not the stages' notifier.
    @Produces
    @Singleton
    @Typed(WebhookNotifier.class)
    WebhookNotifier webhookNotifier(
            JobObjects objects, WebhookObjects records, Deliveries deliveries, Courier courier, Tenancy tenancy) {
        return new WebhookNotifier(objects, records, deliveries, courier, CLOCK, tenancy);
    }

    @Produces
    @Singleton
    Webhooks webhooks(
            WebhookObjects records, Deliveries deliveries, Transport transport, Courier courier, Tenancy tenancy) {
        return new Webhooks(records, deliveries, transport, courier, tenancy, CLOCK);
    }
}
