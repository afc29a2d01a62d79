package dev.azulejo.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Who hears how jobs end, as [Azulejo#webhooks] gives it; [WebhookVerifier] is for those who hear it. Thread-safe.
public final class Webhooks {
    private static final String WEBHOOKS = "/v1/webhooks";

    private final Server server;

    Webhooks(Server server) {
        this.server = server;
    }

    /// @param types all where there are none
    /// @param named whether it is an origin
    record New(
            String url,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> types,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean named) {}

    /// Names an address that hears of all ends.
    public Webhook.Secret create(URI url) {
        return create(url, List.of());
    }

    /// @param types of events that are sent, such as `dev.azulejo.image.enhanced.v1`
    public Webhook.Secret create(URI url, List<String> types) {
        return create(new New(url.toString(), types, false));
    }

    /// Makes the webhook of all addresses of an origin that orders name: what is sent there has its secret.
    ///
    /// @param origin such as `https://shop.example.com`
    public Webhook.Secret createNamed(URI origin) {
        return create(new New(origin.toString(), List.of(), true));
    }

    private Webhook.Secret create(New webhook) {
        return server.call("POST", WEBHOOKS)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(webhook)
                .repeatable()
                .send(Webhook.Secret.class);
    }

    /// A webhook as it is now.
    public Webhook get(String id) {
        return server.call("GET", path(id)).repeatable().send(Webhook.class);
    }

    record All(List<Webhook> webhooks) {}

    /// All of them.
    public List<Webhook> all() {
        return server.call("GET", WEBHOOKS).repeatable().send(All.class).webhooks();
    }

    /// Sends to another address from now on.
    public Webhook move(String id, URI url) {
        return change(id, Map.of("url", url.toString()));
    }

    /// Sends these types of events from now on.
    public Webhook choose(String id, List<String> types) {
        return change(id, Map.of("types", types));
    }

    private Webhook change(String id, Map<String, ?> fields) {
        return server.call("PATCH", path(id)).json(fields).repeatable().send(Webhook.class);
    }

    /// Removes a webhook, and what is on its way.
    public void delete(String id) {
        server.call("DELETE", path(id)).repeatable().send();
    }

    /// Sends an event of the type `dev.azulejo.webhook.test.v1`.
    public Webhook.Delivery test(String id) {
        return post(id, "test", Webhook.Delivery.class);
    }

    /// Sends again to an address that was disabled, with what waits for it.
    public Webhook enable(String id) {
        return post(id, "enable", Webhook.class);
    }

    /// Makes a new secret; for a day the one before signs as well.
    public Webhook.Secret rotate(String id) {
        return post(id, "rotate", Webhook.Secret.class);
    }

    /// Not sent again where an answer was lost: that would be another test, and another secret.
    private <T> T post(String id, String what, Class<T> type) {
        return server.call("POST", path(id) + "/" + what).send(type);
    }

    /// What came of the events of the last 30 days, the newest first; asked for by pages.
    public Iterable<Webhook.Delivery> deliveries(String id) {
        return () -> new Pages<>(server, path(id) + "/deliveries?limit=100", Pages.Deliveries.class);
    }

    /// Begins anew to send an event, also one that was delivered.
    ///
    /// @param event its id
    public Webhook.Delivery resend(String id, String event) {
        return post(id, "deliveries/" + Server.encoded(event) + "/resend", Webhook.Delivery.class);
    }

    private static String path(String id) {
        return Server.path(WEBHOOKS, id);
    }
}
