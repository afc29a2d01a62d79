package dev.azulejo.inference.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.failure.PermanentFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// One object of a card, field by field; every complaint names the file and the field's whole path.
record CardFields(Path file, String path, JsonNode node) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static CardFields read(Path file) {
        try {
            var node = JSON.readTree(Files.readString(file));
            if (!node.isObject()) {
                throw new PermanentFailure("%s: a card is a JSON object".formatted(file));
            }
            return new CardFields(file, "", node);
        } catch (JsonProcessingException wrong) {
            throw new PermanentFailure("%s: not JSON: %s".formatted(file, wrong.getOriginalMessage()), wrong);
        } catch (IOException unreadable) {
            throw new PermanentFailure("%s: cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }

    CardFields object(String name) {
        return new CardFields(file, path + name + ".", get(name, "an object", JsonNode::isObject));
    }

    boolean has(String name) {
        return node.has(name);
    }

    /// The objects in an array; an empty list if the field is missing.
    List<CardFields> objects(String name) {
        if (!has(name)) {
            return List.of();
        }
        var array = get(name, "an array of objects", field -> all(field, JsonNode::isObject));
        return IntStream.range(0, array.size())
                .mapToObj(i -> new CardFields(file, "%s%s[%d].".formatted(path, name, i), array.get(i)))
                .toList();
    }

    String text(String name) {
        return get(name, "a text", field -> field.isTextual() && !field.asText().isBlank())
                .asText();
    }

    String matching(String name, String pattern) {
        var text = text(name);
        if (!text.matches(pattern)) {
            throw refuse(name, "is \"%s\", which is not %s".formatted(text, pattern));
        }
        return text;
    }

    void expect(String name, String only) {
        oneOf(name, only);
    }

    String oneOf(String name, String... supported) {
        var text = text(name);
        if (!List.of(supported).contains(text)) {
            throw refuse(
                    name, "is \"%s\", only \"%s\" is supported".formatted(text, String.join("\" or \"", supported)));
        }
        return text;
    }

    int integer(String name) {
        return get(name, "a whole number, not negative", CardFields::isCount).intValue();
    }

    double decimal(String name) {
        return get(name, "a number, not negative", field -> field.isNumber() && field.doubleValue() >= 0)
                .doubleValue();
    }

    /// The value of a truth field; false if the field is missing.
    boolean flag(String name) {
        return has(name) && get(name, "true or false", JsonNode::isBoolean).booleanValue();
    }

    List<String> texts(String name) {
        var array = get(name, "an array of texts", field -> all(field, JsonNode::isTextual));
        return array.valueStream().map(JsonNode::asText).toList();
    }

    List<Double> numbers(String name) {
        var array = get(name, "an array of numbers", field -> all(field, JsonNode::isNumber));
        return array.valueStream().map(JsonNode::doubleValue).toList();
    }

    /// All fields of this object, which must be whole numbers.
    Map<String, Integer> integers() {
        var integers = new TreeMap<String, Integer>();
        node.properties().forEach(entry -> integers.put(entry.getKey(), integer(entry.getKey())));
        return integers;
    }

    /// All fields of this object, which must be numbers above 0.
    Map<String, Double> decimals() {
        var decimals = new TreeMap<String, Double>();
        for (var entry : node.properties()) {
            var number = get(entry.getKey(), "a number above 0", field -> field.isNumber() && field.doubleValue() > 0);
            decimals.put(entry.getKey(), number.doubleValue());
        }
        return decimals;
    }

    PermanentFailure refuse(String name, String what) {
        return new PermanentFailure("%s: %s%s %s".formatted(file, path, name, what));
    }

    private JsonNode get(String name, String kind, Predicate<JsonNode> test) {
        var field = node.path(name);
        if (field.isMissingNode()) {
            throw refuse(name, "is missing, expected " + kind);
        }
        if (!test.test(field)) {
            throw refuse(name, "is %s, expected %s".formatted(field, kind));
        }
        return field;
    }

    private static boolean isCount(JsonNode field) {
        return field.isIntegralNumber() && field.canConvertToInt() && field.intValue() >= 0;
    }

    private static boolean all(JsonNode field, Predicate<JsonNode> test) {
        return field.isArray() && field.valueStream().allMatch(test);
    }
}
