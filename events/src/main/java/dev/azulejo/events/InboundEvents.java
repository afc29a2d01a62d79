package dev.azulejo.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.intake.EnhancementRequest;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.events.InboundEvent.EnhancementRequested;
import dev.azulejo.events.InboundEvent.ObjectCreated;
import dev.azulejo.storage.StorageUri;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the events that EventBridge delivers: strict about the fields that are used, blind to all others.
/// Thread-safe.
public final class InboundEvents {
    /// The greatest size of an event that EventBridge delivers: one megabyte.
    private static final int MAX_BYTES = 1 << 20;

    private final JsonMapper mapper = JobMapper.create(MAX_BYTES);

    /// @throws PermanentFailure when it is not an event that starts something, saying where
    public InboundEvent parse(byte[] json) {
        var tree = tree(json);
        var detailType = tree.path("detail-type").asText("missing");
        return switch (detailType) {
            case EventNames.OBJECT_CREATED -> created(read(tree, S3Event.class));
            case EventNames.REQUESTED -> requested(read(tree, RequestEvent.class));
            default ->
                throw new PermanentFailure("event at $.detail-type: %s, neither %s nor %s"
                        .formatted(detailType, EventNames.OBJECT_CREATED, EventNames.REQUESTED));
        };
    }

    private JsonNode tree(byte[] json) {
        try {
            if (json.length > MAX_BYTES) {
                throw new PermanentFailure(
                        "event has %,d bytes; at most %,d are read".formatted(json.length, MAX_BYTES));
            }
            return mapper.readTree(json);
        } catch (JacksonException e) {
            throw failure("event is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw failure("event is not JSON: " + e.getMessage(), e);
        }
    }

    private <T> T read(JsonNode tree, Class<T> type) {
        try {
            return mapper.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw failure("event at %s: %s".formatted(path(e), problem(e)), e);
        }
    }

    private static String path(JsonProcessingException e) {
        var path = new StringBuilder("$");
        var steps = e instanceof JsonMappingException mapping
                ? mapping.getPath()
                : List.<JsonMappingException.Reference>of();
        for (var step : steps) {
            path.append(step.getFieldName() == null ? "[%d]".formatted(step.getIndex()) : "." + step.getFieldName());
        }
        return path.toString();
    }

    private static String problem(JsonProcessingException e) {
        if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
            return String.valueOf(refused.getCause().getMessage());
        }
        return e.getOriginalMessage().replaceAll(" \\(but (might|could) .*\\)", "");
    }

    private static PermanentFailure failure(String message, Throwable cause) {
        return new PermanentFailure(message.replaceAll("\\s+", " "), cause);
    }

    private static ObjectCreated created(S3Event event) {
        var object = event.detail.object;
        return new ObjectCreated(
                event.detail.bucket.name, object.key, object.version, object.size, object.etag, object.sequencer);
    }

    private static EnhancementRequested requested(RequestEvent event) {
        var envelope = event.detail;
        var data = envelope.data;
        var options = data.options == null ? Map.<String, OptionValue>of() : JsonOptions.values(data.options);
        return new EnhancementRequested(new EnhancementRequest(
                envelope.source,
                envelope.id,
                data.source.key,
                Optional.ofNullable(data.source.version),
                Optional.ofNullable(data.recipe),
                options,
                Optional.ofNullable(data.destination).map(destination -> destination.key)));
    }

    record S3Event(String source, S3Detail detail) {
        S3Event {
            require(source.equals(EventNames.S3), "source is %s, not %s", source, EventNames.S3);
        }
    }

    record S3Detail(Bucket bucket, S3Object object) {}

    record Bucket(String name) {
        Bucket {
            require(StorageUri.isBucketName(name), "%s is no name of a bucket", name, "");
        }
    }

    record S3Object(
            String key,
            @JsonProperty("version-id") @Nullable String version,
            long size,
            @Nullable String etag,
            @Nullable String sequencer) {
        S3Object {
            require(!key.isEmpty(), "the key is empty", "", "");
            require(version == null || !version.isEmpty(), "the version is empty", "", "");
            require(size >= 0, "the size is %s", String.valueOf(size), "");
        }
    }

    record RequestEvent(RequestEnvelope detail) {}

    /// The envelope of a request; by CloudEvents 1.0, section 3, these four fields must be present and not
    /// empty.
    record RequestEnvelope(String specversion, String id, String source, String type, RequestData data) {
        RequestEnvelope {
            require(specversion.equals("1.0"), "specversion is %s, not 1.0", specversion, "");
            require(!id.isEmpty() && !source.isEmpty() && !type.isEmpty(), "id, source or type is empty", "", "");
        }
    }

    record RequestData(
            RequestSource source,
            @Nullable String recipe,
            @Nullable JsonNode options,
            @Nullable RequestDestination destination) {
        RequestData {
            require(options == null || options.isNull() || options.isObject(), "options are no object", "", "");
        }
    }

    record RequestSource(String key, @Nullable String version) {
        RequestSource {
            require(!key.isEmpty(), "the source's key is empty", "", "");
            require(version == null || !version.isEmpty(), "the source's version is empty", "", "");
        }
    }

    record RequestDestination(String key) {}

    private static void require(boolean holds, String message, String first, String second) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(first, second));
        }
    }
}
