package dev.azulejo.api.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// Converts JSON Schemas (draft 2020-12, which OpenAPI 3.1 takes as they are) to schemas of the document.
final class JsonSchemas {
    /// How each keyword is copied. A keyword that is missing here is a mistake of ours.
    private static final Map<String, BiConsumer<Schema, JsonNode>> KEYWORDS = Map.ofEntries(
            Map.entry("$ref", (schema, value) -> schema.setRef(value.asText())),
            Map.entry("type", (schema, value) -> each(value, type -> schema.addType(type(type)))),
            Map.entry("title", (schema, value) -> schema.setTitle(value.asText())),
            Map.entry("description", (schema, value) -> schema.setDescription(value.asText())),
            Map.entry("format", (schema, value) -> schema.setFormat(value.asText())),
            Map.entry("pattern", (schema, value) -> schema.setPattern(value.asText())),
            Map.entry("const", (schema, value) -> schema.setConstValue(plain(value))),
            Map.entry("enum", (schema, value) -> value.forEach(item -> schema.addEnumeration(plain(item)))),
            Map.entry("examples", (schema, value) -> value.forEach(item -> schema.addExample(plain(item)))),
            Map.entry("minimum", (schema, value) -> schema.setMinimum(value.decimalValue())),
            Map.entry("maximum", (schema, value) -> schema.setMaximum(value.decimalValue())),
            Map.entry("exclusiveMinimum", (schema, value) -> schema.setExclusiveMinimum(value.decimalValue())),
            Map.entry("minLength", (schema, value) -> schema.setMinLength(value.asInt())),
            Map.entry("maxLength", (schema, value) -> schema.setMaxLength(value.asInt())),
            Map.entry("minItems", (schema, value) -> schema.setMinItems(value.asInt())),
            Map.entry("maxItems", (schema, value) -> schema.setMaxItems(value.asInt())),
            Map.entry("minProperties", (schema, value) -> schema.setMinProperties(value.asInt())),
            Map.entry("maxProperties", (schema, value) -> schema.setMaxProperties(value.asInt())),
            Map.entry("required", (schema, value) -> value.forEach(item -> schema.addRequired(item.asText()))),
            Map.entry("items", (schema, value) -> schema.setItems(of(value))),
            Map.entry("propertyNames", (schema, value) -> schema.setPropertyNames(of(value))),
            Map.entry("oneOf", (schema, value) -> value.forEach(item -> schema.addOneOf(of(item)))),
            Map.entry(
                    "properties",
                    (schema, value) -> value.properties()
                            .forEach(field -> schema.addProperty(field.getKey(), of(field.getValue())))),
            Map.entry("additionalProperties", (schema, value) -> schema.setAdditionalPropertiesSchema(of(value))));

    /// The keywords at the head of a schema that are not copied.
    private static final Collection<String> HEAD = List.of("$schema", "$id");

    private JsonSchemas() {}

    static Schema of(JsonNode json) {
        if (json.isBoolean()) {
            return OASFactory.createSchema().booleanSchema(json.booleanValue());
        }
        var schema = OASFactory.createSchema();
        for (var keyword : json.properties()) {
            if (!HEAD.contains(keyword.getKey())) {
                var copy = KEYWORDS.get(keyword.getKey());
                if (copy == null) {
                    throw new IllegalArgumentException("the document knows no keyword " + keyword.getKey());
                }
                copy.accept(schema, keyword.getValue());
            }
        }
        return schema;
    }

    private static void each(JsonNode oneOrSeveral, Consumer<JsonNode> use) {
        if (oneOrSeveral.isArray()) {
            oneOrSeveral.forEach(use);
        } else {
            use.accept(oneOrSeveral);
        }
    }

    private static SchemaType type(JsonNode name) {
        return SchemaType.valueOf(name.asText().toUpperCase(Locale.ROOT));
    }

    /// Converts a value to the types of the document's writer: texts, numbers, truths, lists and maps.
    static Object plain(JsonNode value) {
        if (value.isObject()) {
            var fields = new LinkedHashMap<String, Object>();
            value.properties().forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
            return fields;
        }
        if (value.isArray()) {
            var items = new ArrayList<Object>();
            value.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isNumber() ? new BigDecimal(value.asText()) : value.asText();
    }
}
