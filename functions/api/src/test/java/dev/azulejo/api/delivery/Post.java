package dev.azulejo.api.delivery;

import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.api.record.Webhook;
import dev.azulejo.api.record.WebhookId;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Webhooks over a place in memory, in a time that a test moves, and a receiver that answers as a test says.
final class Post implements Transport {
    static final Tenant ANA = new Tenant("ana");
    static final String TYPE = "dev.azulejo.image.enhanced.v1";
    static final String BODY = "{\"specversion\":\"1.0\",\"id\":\"e-0\",\"name\":\"caf\u00e9\"}";
    static final Answered TAKEN = new Answered(200, Optional.empty());
    static final Answered BROKEN = new Answered(500, Optional.empty());

    final MemoryStorage place = new MemoryStorage();
    final MortalStorage mortal = new MortalStorage(place);
    final WebhookObjects records = new WebhookObjects(mortal);
    final List<Map<String, String>> sent = new ArrayList<>();
    final List<String> addresses = new ArrayList<>();
    Instant now = Instant.parse("2026-11-27T12:00:00Z");
    Supplier<Answer> receiver = () -> TAKEN;
    double random;
    Deliveries deliveries = engine(this);

    /// As a process that has just been started would make it.
    Deliveries engine(Transport transport) {
        return new Deliveries(new WebhookObjects(mortal), transport, clock(), () -> random);
    }

    Clock clock() {
        InstantSource time = () -> now;
        return time.withZone(ZoneOffset.UTC);
    }

    Webhook hook(Tenant tenant, String url, String... types) {
        var hook = Webhook.of(WebhookId.random(), url, List.of(types), now, false);
        records.add(tenant, hook);
        return hook;
    }

    DeliveryRef recorded() {
        hook(ANA, "https://example.com/hook");
        return deliveries.record(ANA, "e-0", TYPE, BODY).getFirst();
    }

    /// Comes back whenever it is told to, until there is nothing to come back for.
    ///
    /// @return the pauses
    List<Duration> toTheEnd(DeliveryRef ref) {
        var pauses = new ArrayList<Duration>();
        for (var next = deliveries.attempt(ref); next.isPresent(); next = deliveries.attempt(ref)) {
            pauses.add(Duration.between(now, next.get()));
            now = next.get();
        }
        return pauses;
    }

    @Override
    public Optional<String> objection(String url) {
        return url.startsWith("https://") ? Optional.empty() : Optional.of("must start with https://");
    }

    @Override
    public Answer post(String url, Map<String, String> headers, byte[] body) {
        addresses.add(url);
        sent.add(headers);
        return receiver.get();
    }
}
