package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.ConfigProvider;

/// Quarkus' mock of Lambda's runtime API: takes events by POST and answers what the function under test did.
final class EventServer {
    private EventServer() {}

    /// The function's answer, or what Lambda would tell of its failure.
    static JsonNode post(String event) throws IOException, InterruptedException {
        // host:port/_lambda_, where the function asks for events; they are posted to the root.
        var api = ConfigProvider.getConfig().getValue("quarkus-internal.aws-lambda.test-api", String.class);
        var root = URI.create("http://" + api.substring(0, api.indexOf('/')));
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(root)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(event))
                    .build();
            return TestEvents.json(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }
}
