package dev.azulejo.events;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.OptionsReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads sidecars and folder defaults as people write them: one JSON object in UTF-8, with or without a
/// byte order mark.
public final class JsonOptions implements OptionsReader {
    private static final int MAX_BYTES = 64 << 10;

    private final JsonMapper mapper = JobMapper.create(MAX_BYTES);

    @Override
    public Parsed parse(byte[] bytes) {
        try {
            var tree = mapper.readTree(bytes);
            if (tree.isMissingNode()) {
                return new Broken("is empty; write {} or remove it");
            }
            return tree.isObject()
                    ? new Fields(values(tree))
                    : new Broken("is no JSON object; it must look like {\"quality\": 90}");
        } catch (JacksonException e) {
            var where = e.getLocation();
            var place = where == null ? "" : " at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
            return new Broken("is not JSON%s: %s".formatted(place, oneLine(e.getOriginalMessage())));
        } catch (IOException e) {
            return new Broken("is not JSON: " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    /// The values of an object, as they were written; a `null` counts as left out.
    public static Map<String, OptionValue> values(JsonNode object) {
        var values = new LinkedHashMap<String, OptionValue>();
        for (var property : object.properties()) {
            if (!property.getValue().isNull()) {
                values.put(property.getKey(), value(property.getValue()));
            }
        }
        return values;
    }

    private static OptionValue value(JsonNode node) {
        if (node.isTextual()) {
            return OptionValue.text(node.textValue());
        }
        var kind = node.isIntegralNumber() ? OptionValue.Kind.WHOLE_NUMBER : OptionValue.Kind.OTHER;
        return new OptionValue(kind, node.toString());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
