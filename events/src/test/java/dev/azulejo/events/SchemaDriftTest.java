package dev.azulejo.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Checks that a record and its schema name the same fields, of the same types, with the same ones
/// required.
class SchemaDriftTest {
    private static final Map<Class<?>, String> PLAIN_TYPES = Map.ofEntries(
            Map.entry(int.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(long.class, "integer"),
            Map.entry(Long.class, "integer"),
            Map.entry(Orientation.class, "integer"),
            Map.entry(double.class, "number"),
            Map.entry(Double.class, "number"),
            Map.entry(boolean.class, "boolean"),
            Map.entry(Boolean.class, "boolean"),
            Map.entry(String.class, "string"),
            Map.entry(URI.class, "string"),
            Map.entry(JobId.class, "string"),
            Map.entry(Hash.class, "string"),
            Map.entry(Blob.class, "string"),
            Map.entry(KindMap.class, "string"));

    @ParameterizedTest
    @EnumSource
    void recordsAndSchemasSayTheSame(JobObject object) {
        var schema = Schema.of(object.schemaResource());
        var item = schema.json().path("type").asText().equals("array") ? schema.under("items") : schema;
        compare(object.type(), item, object.fileName());
    }

    private static void compare(Type type, Schema schema, String path) {
        switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class -> {
                assertThat(schema.type()).as(path).isEqualTo("array");
                compare(list.getActualTypeArguments()[0], schema.under("items"), path + "[]");
            }
            case ParameterizedType map
            when map.getRawType() == Map.class -> {
                assertThat(schema.type()).as(path).isEqualTo("object");
                compare(map.getActualTypeArguments()[1], schema.under("additionalProperties"), path + ".*");
            }
            case Class<?> plain
            when PLAIN_TYPES.containsKey(plain) ->
                assertThat(schema.type()).as(path).isEqualTo(PLAIN_TYPES.get(plain));
            case Class<?> kinds when kinds.isSealed() -> compareKinds(kinds, schema, path);
            case Class<?> texts when texts.isEnum() -> compareTexts(texts, schema, path);
            case Class<?> record when record.isRecord() -> compareFields(record, schema, path);
            default -> throw new AssertionError("no rule for " + type + " at " + path);
        }
    }

    private static void compareKinds(Class<?> type, Schema schema, String path) {
        var kinds = new HashSet<String>();
        for (var kind : type.getPermittedSubclasses()) {
            var name = kind.getSimpleName().toLowerCase(java.util.Locale.ROOT);
            kinds.add("#/$defs/" + name);
            var variant = schema.under("$defs").under(name);
            assertThat(variant.under("properties")
                            .under("kind")
                            .json()
                            .path("const")
                            .asText())
                    .isEqualTo(name);
            compareFields(kind, variant, path + "(" + name + ")");
        }
        assertThat(schema.json().path("oneOf").findValuesAsText("$ref"))
                .as(path)
                .hasSameElementsAs(kinds);
    }

    private static void compareTexts(Class<?> type, Schema schema, String path) {
        assertThat(schema.type()).as(path).isEqualTo("string");
        // Records of jobs name formats of results alone.
        Object[] named = type == ImageFormat.class ? ImageFormat.written().toArray() : type.getEnumConstants();
        JsonNode texts = JobMapper.create(1024).valueToTree(named);
        assertThat(schema.json().path("enum")).as(path).hasSameElementsAs(texts);
    }

    private static void compareFields(Class<?> record, Schema schema, String path) {
        assertThat(schema.type()).as(path).isEqualTo("object");
        var fields = new HashSet<String>();
        var required = new HashSet<String>();
        if (record == Decision.class || Outcome.class.isAssignableFrom(record)) {
            fields.add("kind"); // what Java says by the class
            required.add("kind");
        }
        for (var component : record.getRecordComponents()) {
            fields.add(component.getName());
            if (!isNullable(component)) {
                required.add(component.getName());
            }
        }
        assertThat(schema.fields()).as(path).isEqualTo(fields);
        assertThat(schema.required()).as(path + ", required").isEqualTo(required);
        for (var component : record.getRecordComponents()) {
            var name = component.getName();
            compare(component.getGenericType(), schema.under("properties").under(name), path + "." + name);
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// A part of a schema file, with references followed.
    private record Schema(String file, JsonNode json) {
        static Schema of(String resource) {
            return new Schema(resource, Samples.tree(Samples.read(resource)));
        }

        Schema under(String name) {
            var part = json.path(name);
            assertThat(part.isMissingNode())
                    .as("%s of %s is missing", name, file)
                    .isFalse();
            return new Schema(file, part).followed();
        }

        private Schema followed() {
            if (!json.has("$ref")) {
                return this;
            }
            var reference = json.get("$ref").asText().split("#", -1);
            var target = reference[0].isEmpty() ? of(file) : of("schema/" + reference[0]);
            var part = reference.length == 1 ? target.json : target.json.at(reference[1]);
            return new Schema(target.file, part).followed();
        }

        String type() {
            return json.path("type").asText();
        }

        Set<String> fields() {
            return json.path("properties").properties().stream()
                    .map(Map.Entry::getKey)
                    .collect(java.util.stream.Collectors.toSet());
        }

        Set<String> required() {
            var names = new HashSet<String>();
            json.path("required").forEach(name -> names.add(name.asText()));
            return names;
        }
    }
}
