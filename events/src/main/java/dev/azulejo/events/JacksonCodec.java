package dev.azulejo.events;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Reads and writes job objects as JSON, strict about known fields and tolerant of unknown ones.
///
/// Objects are indented: people open them to see what a job did, and no state or message carries them. An
/// array has one compact line per item: `shards.json` may have 100,000, and a line is then one worker's
/// shard.
public final class JacksonCodec implements JobCodec {
    /// The greatest size of one object: `shards.json` for half a million shards.
    static final int MAX_BYTES = 64 << 20;

    /// The mapper, shared because it keeps what it has learnt of a class, which takes longer than to write
    /// most objects.
    private static final JsonMapper MAPPER = JobMapper.create(MAX_BYTES);

    private static final ObjectWriter INDENTED = MAPPER.writer(indentedObjects());
    private static final ObjectWriter LINE_PER_ITEM = MAPPER.writer(compactItems());

    @Override
    public byte[] encode(Object record) {
        var object = JobObject.holding(record.getClass());
        try {
            var json = (record.getClass().isArray() ? LINE_PER_ITEM : INDENTED).writeValueAsBytes(record);
            if (json.length >= MAX_BYTES) {
                throw new PermanentFailure("%s would have %,d bytes; at most %,d are read"
                        .formatted(object.fileName(), json.length, MAX_BYTES));
            }
            var text = Arrays.copyOf(json, json.length + 1);
            text[json.length] = '\n';
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("%s cannot be written".formatted(object.fileName()), e);
        }
    }

    @Override
    public <T> T decode(byte[] bytes, Class<T> type) {
        var object = JobObject.holding(type);
        var tree = parse(bytes, object);
        // First of all: a newer object may differ in anything, and what helps is an upgrade.
        checkVersions(tree, object, type.isArray());
        switch (object) {
            case REQUEST -> EarlierRequest.upgrade(tree);
            case INTAKE -> EarlierRequest.upgrade(tree.path("request"));
            default -> {}
        }
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw unreadable(object, tree, e);
        }
    }

    private JsonNode parse(byte[] bytes, JobObject object) {
        if (bytes.length > MAX_BYTES) {
            throw new PermanentFailure(
                    "%s has %,d bytes; at most %,d are read".formatted(object.fileName(), bytes.length, MAX_BYTES));
        }
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            var where = e.getLocation();
            var place = where == null ? "" : " at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
            throw failure("%s is not JSON%s: %s".formatted(object.fileName(), place, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw failure("%s is not JSON: %s".formatted(object.fileName(), e.getMessage()), e);
        }
    }

    private static void checkVersions(JsonNode tree, JobObject object, boolean array) {
        if (!array) {
            checkVersion(tree, object, object.fileName() + " at $");
            return;
        }
        if (!tree.isArray()) {
            throw new PermanentFailure("%s at $: not an array".formatted(object.fileName()));
        }
        for (int i = 0; i < tree.size(); i++) {
            checkVersion(tree.get(i), object, "%s at $[%d]".formatted(object.fileName(), i));
        }
    }

    private static void checkVersion(JsonNode node, JobObject object, String place) {
        if (!node.isObject()) {
            throw new PermanentFailure(place + ": not an object");
        }
        var schema = node.path("schema");
        if (schema.isIntegralNumber() && !(schema.canConvertToInt() && object.reads(schema.intValue()))) {
            throw new PermanentFailure("%s.schema: version %s; this build reads versions 1 to %d: upgrade Azulejo"
                    .formatted(place, schema, object.newestSchema()));
        }
        if (object == JobObject.DECISION && node.hasNonNull("outcome")) {
            checkVersion(node.path("outcome"), JobObject.OUTCOME, place + ".outcome");
        }
        if (object == JobObject.INTAKE && node.path("request").isObject()) {
            checkVersion(node.path("request"), JobObject.REQUEST, place + ".request");
        }
        if (object == JobObject.TASK && node.path("shard").isObject()) {
            checkVersion(node.path("shard"), JobObject.SHARDS, place + ".shard");
        }
    }

    private static PermanentFailure unreadable(JobObject object, JsonNode tree, JsonProcessingException e) {
        var path = new StringBuilder("$");
        var found = tree;
        var steps = e instanceof JsonMappingException mapping
                ? mapping.getPath()
                : List.<JsonMappingException.Reference>of();
        for (var step : steps) {
            var name = step.getFieldName();
            path.append(name == null ? "[%d]".formatted(step.getIndex()) : "." + name);
            found = name == null ? found.path(step.getIndex()) : found.path(name);
        }
        var problem = found.isMissingNode() ? "missing" : problem(e);
        return failure("%s at %s: %s".formatted(object.fileName(), path, problem), e);
    }

    /// The message of a record about its components, or else Jackson's, without its advice on settings.
    private static String problem(JsonProcessingException e) {
        if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
            return String.valueOf(refused.getCause().getMessage());
        }
        return e.getOriginalMessage().replaceAll(" \\(but (might|could) .*\\)", "");
    }

    /// A failure whose message is on one line, also if the library's is not.
    private static PermanentFailure failure(String message, Throwable cause) {
        return new PermanentFailure(message.replaceAll("\\s+", " "), cause);
    }

    private static DefaultPrettyPrinter indentedObjects() {
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }

    private static DefaultPrettyPrinter compactItems() {
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.NONE))
                .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
                .withArrayIndenter(new DefaultIndenter("", "\n"));
    }
}
