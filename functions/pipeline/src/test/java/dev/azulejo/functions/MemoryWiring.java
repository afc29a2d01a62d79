package dev.azulejo.functions;

import dev.azulejo.core.port.Notifier;
import dev.azulejo.core.port.Places;
import dev.azulejo.functions.wiring.CloudPlaces;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.testkit.MemoryStorage;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/// In the application under test, places in memory stand where [AwsWiring] would put those of AWS.
@Alternative
@Priority(1)
@Singleton
final class MemoryWiring {
    static final MemoryStorage INBOX = new MemoryStorage();
    static final MemoryStorage OUTBOX = new MemoryStorage();
    static final MemoryStorage WORK = new MemoryStorage();

    @Produces
    @Singleton
    JobStorage work() {
        return WORK;
    }

    @Produces
    @Singleton
    Places places() {
        return new CloudPlaces(
                Map.of(CloudPlaces.place(TestEvents.INBOX), INBOX, CloudPlaces.place(TestEvents.OUTBOX), OUTBOX));
    }

    @Produces
    @Singleton
    Notifier notifier() {
        return (_, _, _) -> {};
    }

    @Produces
    @Singleton
    Redelivery redelivery() {
        return message -> {};
    }
}
