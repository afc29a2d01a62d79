package dev.azulejo.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Manages webhooks; see [Azulejo#webhooks]. Receivers use [WebhookVerifier]. Thread-safe.
public final class Webhooks {
    private static final String WEBHOOKS = "/v1/webhooks";

    private final Server server;

    Webhooks(Server server) {
        this.server = server;
    }

    /// @param types all if empty
    /// @param named whether it is an origin
    record New(
            String url,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> types,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean named) {}

    /// Makes a webhook for all types of events.
    public Webhook.Secret create(URI url) {
        return create(url, List.of());
    }

    /// Makes a webhook for some types of events.
    /// @param types of events that are sent, such as `dev.azulejo.image.enhanced.v1`
    public Webhook.Secret create(URI url, List<String> types) {
        return create(new New(url.toString(), types, false));
    }

    /// Makes the webhook of all addresses of an origin that orders name; its secret signs what they get.
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

    /// Asks for a webhook.
    public Webhook get(String id) {
        return server.call("GET", path(id)).repeatable().send(Webhook.class);
    }

    record All(List<Webhook> webhooks) {}

    /// Lists the webhooks.
    public List<Webhook> all() {
        return server.call("GET", WEBHOOKS).repeatable().send(All.class).webhooks();
    }

    /// Changes the address of a webhook.
    public Webhook move(String id, URI url) {
        return change(id, Map.of("url", url.toString()));
    }

    /// Changes the types of events that are sent.
    public Webhook choose(String id, List<String> types) {
        return change(id, Map.of("types", types));
    }

    private Webhook change(String id, Map<String, ?> fields) {
        return server.call("PATCH", path(id)).json(fields).repeatable().send(Webhook.class);
    }

    /// Removes a webhook with its pending deliveries.
    public void delete(String id) {
        server.call("DELETE", path(id)).repeatable().send();
    }

    /// Sends an event of the type `dev.azulejo.webhook.test.v1`.
    public Webhook.Delivery test(String id) {
        return post(id, "test", Webhook.Delivery.class);
    }

    /// Enables a disabled webhook, which gets the waiting events.
    public Webhook enable(String id) {
        return post(id, "enable", Webhook.class);
    }

    /// Makes a new secret; the previous one signs too for a day.
    public Webhook.Secret rotate(String id) {
        return post(id, "rotate", Webhook.Secret.class);
    }

    /// Sends a request that is not repeated after a lost answer, as it would be another test, or another
    /// secret.
    private <T> T post(String id, String what, Class<T> type) {
        return server.call("POST", path(id) + "/" + what).send(type);
    }

    /// Lists the deliveries of the last 30 days, the newest first; pages are requested as they are read.
    public Iterable<Webhook.Delivery> deliveries(String id) {
        return () -> new Pages<>(server, path(id) + "/deliveries?limit=100", Pages.Deliveries.class);
    }

    /// Sends an event again from the beginning, even if it was delivered.
    ///
    /// @param event its id
    public Webhook.Delivery resend(String id, String event) {
        return post(id, "deliveries/" + Server.encoded(event) + "/resend", Webhook.Delivery.class);
    }

    private static String path(String id) {
        return Server.path(WEBHOOKS, id);
    }
}
