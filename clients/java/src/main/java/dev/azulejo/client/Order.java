package dev.azulejo.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An order for a job: its input and options.
///
/// @param options see `/v1/options`; without a recipe it is `auto`
/// @param webhook address told of this job's end; absent for none
/// @param expiresIn seconds that results stay after the job's end; for ever if absent
/// @param copyTo where results are put as well; nowhere if absent
public record Order(
        Input input,
        Map<String, ?> options,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> metadata,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String webhook,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long expiresIn,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String copyTo) {
    public Order {
        options = Collections.unmodifiableMap(new LinkedHashMap<String, Object>(options));
        metadata = Map.copyOf(metadata);
    }

    /// Returns the order with metadata, which are shown with the job and sent with its events.
    public Order noting(Map<String, String> notes) {
        return new Order(input, options, notes, webhook, expiresIn, copyTo);
    }

    /// Returns the order with an address that gets the event of its end, signed by the secret of the address's
    /// origin: see [Webhooks#createNamed].
    public Order telling(URI url) {
        return new Order(input, options, metadata, url.toString(), expiresIn, copyTo);
    }

    /// The same, whose results stay so long after its end.
    public Order expiringIn(Duration time) {
        return new Order(input, options, metadata, webhook, time.toSeconds(), copyTo);
    }

    /// Returns the order with a place that results are put into as well.
    ///
    /// @param uri below a place that the operator allows, such as `s3://bucket/folder/` or
    ///     `s3://bucket/folder/{name}-2x.{ext}`
    public Order copiedTo(String uri) {
        return new Order(input, options, metadata, webhook, expiresIn, uri);
    }

    /// Makes an order for an uploaded file.
    /// @param upload the id of an upload whose bytes are there
    public static Order ofUpload(String upload, Map<String, ?> options) {
        return new Order(new Input(upload, null, null), options, Map.of(), null, null, null);
    }

    /// Makes an order for a file on the web.
    /// @param address of a file on the web, which the server fetches
    public static Order ofUrl(URI address, Map<String, ?> options) {
        return new Order(new Input(null, address.toString(), null), options, Map.of(), null, null, null);
    }

    /// Makes an order for a file in a storage.
    /// @param uri of a file in a storage that the operator allows, such as `s3://bucket/photo.jpg`
    public static Order ofUri(String uri, Map<String, ?> options) {
        return new Order(new Input(null, null, uri), options, Map.of(), null, null, null);
    }

    /// The input of an order: one of three fields.
    ///
    /// @param upload the id of an upload
    /// @param url of a file on the web
    /// @param uri of a file in a storage
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Input(
            @Nullable String upload,
            @Nullable String url,
            @Nullable String uri) {}
}
