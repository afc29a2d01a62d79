package dev.azulejo.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The address, key and HTTP client of a server. Thread-safe.
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

    /// Makes a request to the API, with the key.
    ///
    /// @param path with the query
    Call call(String method, String path) {
        return new Call(this, method, URI.create(address + path))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "*/*"); // else a gateway asks for JSON in our name
    }

    /// The path of an object of a kind.
    /// @param kind of object, as the beginning of its path
    static String path(String kind, String id) {
        return kind + "/" + encoded(id);
    }

    static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    /// Makes a request to an address that the API returned, perhaps elsewhere: it needs no key, so none is
    /// sent.
    Call link(String method, String url) {
        return new Call(this, method, URI.create(url.startsWith("/") ? address + url : url));
    }
}
