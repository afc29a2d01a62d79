package dev.azulejo.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is asked for.
///
/// @param options see `/v1/options`; without a recipe it is `auto`
/// @param webhook hears how this job ends; none where it is absent
public record Order(
        Input input,
        Map<String, ?> options,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> metadata,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String webhook) {
    public Order {
        options = Collections.unmodifiableMap(new LinkedHashMap<String, Object>(options));
        metadata = Map.copyOf(metadata);
    }

    /// The same with notes, which are shown with the job and sent with its events.
    public Order noting(Map<String, String> notes) {
        return new Order(input, options, notes, webhook);
    }

    /// The same, of whose end an address hears. The secret of its origin signs what is sent: see
    /// [Webhooks#createNamed].
    public Order telling(URI url) {
        return new Order(input, options, metadata, url.toString());
    }

    /// @param upload the id of an upload whose bytes are there
    public static Order ofUpload(String upload, Map<String, ?> options) {
        return new Order(new Input(upload, null, null), options, Map.of(), null);
    }

    /// @param address of a file on the web, which the server fetches
    public static Order ofUrl(URI address, Map<String, ?> options) {
        return new Order(new Input(null, address.toString(), null), options, Map.of(), null);
    }

    /// @param uri of a file in a storage that whoever runs the server allows, such as `s3://bucket/photo.jpg`
    public static Order ofUri(String uri, Map<String, ?> options) {
        return new Order(new Input(null, null, uri), options, Map.of(), null);
    }

    /// One of the three.
    ///
    /// @param upload the id of an upload
    /// @param url where a file lies on the web
    /// @param uri where a file lies in a storage
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Input(
            @Nullable String upload,
            @Nullable String url,
            @Nullable String uri) {}
}
