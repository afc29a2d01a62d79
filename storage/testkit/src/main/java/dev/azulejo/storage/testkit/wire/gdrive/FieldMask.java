package dev.azulejo.storage.testkit.wire.gdrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// The fields that were asked for of an answer
/// (<https://developers.google.com/workspace/drive/api/guides/fields-parameter>): `id,name,owners(me)`,
/// `files/id`, `*`.
record FieldMask(Map<String, FieldMask> fields) {
    private static final FieldMask ALL = new FieldMask(Map.of());
    private static final String EVERY = "*";

    static FieldMask parse(String text) {
        var mask = new FieldMask(new LinkedHashMap<>());
        int depth = 0;
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            char letter = at == text.length() ? ',' : text.charAt(at);
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (letter == ',' && depth == 0) {
                mask.add(text.substring(start, at).strip());
                start = at + 1;
            }
        }
        if (depth != 0) {
            throw DriveProblem.invalid("fields");
        }
        return mask;
    }

    private void add(String field) {
        int inner = field.indexOf('(');
        int slash = field.indexOf('/');
        if (field.isEmpty()) {
            throw DriveProblem.invalid("fields");
        }
        if (slash > 0 && (inner < 0 || slash < inner)) {
            fields.put(field.substring(0, slash), parse(field.substring(slash + 1)));
        } else if (inner > 0) {
            fields.put(field.substring(0, inner), parse(field.substring(inner + 1, field.length() - 1)));
        } else {
            fields.put(field, ALL);
        }
    }

    /// Returns the requested part of an answer.
    JsonNode of(JsonNode whole) {
        if (fields.isEmpty() || fields.containsKey(EVERY)) {
            return whole;
        }
        if (whole instanceof ArrayNode array) {
            var kept = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> kept.add(of(element)));
            return kept;
        }
        if (!(whole instanceof ObjectNode)) {
            return whole;
        }
        var kept = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, inner) -> {
            if (whole.has(name)) {
                kept.set(name, inner.of(whole.get(name)));
            }
        });
        return kept;
    }
}
