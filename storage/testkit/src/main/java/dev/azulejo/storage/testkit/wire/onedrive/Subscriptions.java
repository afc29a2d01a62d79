package dev.azulejo.storage.testkit.wire.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Subscribers to changes. A subscriber must first echo a word, and each message repeats its `clientState`.
/// Messages are sent when a test says so. Guarded by the fake.
final class Subscriptions {
    private static final Duration LONGEST = Duration.ofHours(705); // 42,300 minutes
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<String, ObjectNode> all = new LinkedHashMap<>();
    private int numbers;

    Subscriptions(InstantSource clock) {
        this.clock = clock;
    }

    WireAnswer create(JsonNode body) {
        if (!body.path("changeType").asText().equals("updated")) {
            throw GraphError.invalid("Of a drive, only updated is told");
        }
        if (!body.path("resource").asText().endsWith("/root")) {
            throw GraphError.invalid("Of a drive, only the root can be subscribed to");
        }
        checkEnd(body.path("expirationDateTime").asText());
        validate(body.path("notificationUrl").asText());
        var subscription = ItemJson.object().put("id", "subscription" + ++numbers);
        for (var name : List.of("changeType", "notificationUrl", "resource", "expirationDateTime", "clientState")) {
            subscription.set(name, body.path(name).isMissingNode() ? null : body.get(name));
        }
        all.put(subscription.get("id").textValue(), subscription);
        return WireAnswer.json(201, subscription.toString());
    }

    private void checkEnd(String text) {
        try {
            var end = Instant.parse(text);
            var now = clock.instant();
            if (end.isBefore(now) || end.isAfter(now.plus(LONGEST))) {
                throw GraphError.invalid("Subscription expiration can only be 42300 minutes in the future");
            }
        } catch (DateTimeParseException e) {
            throw GraphError.invalid("expirationDateTime is no date: " + e.getParsedString());
        }
    }

    private static void validate(String address) {
        var word = "Validation: Testing client application reachability+1";
        var query = "?validationToken=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
        var response = post(address + query, "");
        if (response.statusCode() != 200 || !response.body().equals(word)) {
            throw new GraphError(
                    400, "InvalidRequest", "Subscription validation request failed: the token did not come back");
        }
    }

    WireAnswer change(String method, String id, JsonNode body) {
        var subscription = all.get(id);
        if (subscription == null) {
            throw new GraphError(404, "ResourceNotFound", "The object was not found.");
        }
        if (method.equals("DELETE")) {
            all.remove(id);
            return WireAnswer.empty(204);
        }
        if (method.equals("PATCH")) {
            checkEnd(body.path("expirationDateTime").asText());
            subscription.set("expirationDateTime", body.get("expirationDateTime"));
        }
        return WireAnswer.json(200, subscription.toString());
    }

    /// @return the answer of each that has not ended
    List<Integer> tell() {
        var answers = new ArrayList<Integer>();
        for (var subscription : all.values()) {
            if (clock.instant()
                    .isAfter(
                            Instant.parse(subscription.get("expirationDateTime").textValue()))) {
                continue;
            }
            var message = ItemJson.object();
            var value = message.putArray("value").addObject();
            value.set("subscriptionId", subscription.get("id"));
            value.set("subscriptionExpirationDateTime", subscription.get("expirationDateTime"));
            value.set("clientState", subscription.get("clientState"));
            value.set("changeType", subscription.get("changeType"));
            value.set("resource", subscription.get("resource"));
            answers.add(post(subscription.get("notificationUrl").textValue(), message.toString())
                    .statusCode());
        }
        return answers;
    }

    private static HttpResponse<String> post(String address, String json) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .timeout(PATIENCE)
                            .header("Content-Type", json.isEmpty() ? "text/plain; charset=utf-8" : "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | IllegalArgumentException e) {
            throw new GraphError(400, "InvalidRequest", "Subscription validation request failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraphError(400, "InvalidRequest", "Subscription validation request was interrupted");
        }
    }
}
