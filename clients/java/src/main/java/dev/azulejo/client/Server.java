package dev.azulejo.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Where requests go, and who sends them. Thread-safe.
final class Server {
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final HttpClient client;
    private final String address;
    private final String key;
    private final Patience patience;

    Server(URI address, String key, Patience patience) {
        // Of version 1.1: plain connections are not upgraded, and buckets know no other.
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECTING)
                        .build(),
                address.toString().replaceFirst("/+$", ""),
                key,
                patience);
    }

    private Server(HttpClient client, String address, String key, Patience patience) {
        this.client = client;
        this.address = address;
        this.key = key;
        this.patience = patience;
    }

    Server with(Patience other) {
        return new Server(client, address, key, other);
    }

    HttpClient client() {
        return client;
    }

    Patience patience() {
        return patience;
    }

    /// A request to the API, with the key.
    ///
    /// @param path with the query
    Call call(String method, String path) {
        return new Call(this, method, URI.create(address + path))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "*/*"); // else a gateway asks for JSON in our name
    }

    /// @param kind of thing, as the beginning of its path
    static String path(String kind, String id) {
        return kind + "/" + encoded(id);
    }

    static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    /// A request to an address that the API gave, perhaps elsewhere: it works without the key, so nobody there gets it.
    Call link(String method, String url) {
        return new Call(this, method, URI.create(url.startsWith("/") ? address + url : url));
    }
}
