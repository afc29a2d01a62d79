package dev.azulejo.api.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.option.OptionValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a JSON object and gathers all problems. Not thread-safe.
public final class Body {
    private final JsonNode object;
    private final String pointer;
    private final List<FieldError> errors;
    private final Set<String> known = new HashSet<>();

    /// @param body absent if the request had none
    public Body(@Nullable JsonNode body) {
        this(Optional.ofNullable(body).orElse(JsonNodeFactory.instance.missingNode()), "", new ArrayList<>());
        if (!object.isObject()) {
            throw Problem.Kind.MALFORMED.exception("the body must be a JSON object");
        }
    }

    private Body(JsonNode object, String pointer, List<FieldError> errors) {
        this.object = object;
        this.pointer = pointer;
        this.errors = errors;
    }

    /// Reads a text that must be there.
    ///
    /// @return an empty text if it is wrong
    public String text(String name) {
        var value = field(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            wrong(name, value.isMissingNode() ? "is missing; it must be a text" : said(value) + ", not a text");
            return "";
        }
        return value.textValue();
    }

    /// Finds the one of several fields that is there; exactly one must be.
    ///
    /// @return empty if none is
    public Optional<String> oneOf(String first, String... others) {
        var there = Stream.concat(Stream.of(first), Stream.of(others))
                .filter(name -> !field(name).isMissingNode())
                .toList();
        there.stream()
                .skip(1)
                .forEach(more ->
                        wrong(more, "is one too many beside %s; leave one of them out".formatted(there.getFirst())));
        if (there.isEmpty()) {
            wrong(first, "is missing; give it, or %s".formatted(String.join(" or ", others)));
        }
        return there.stream().findFirst();
    }

    /// Reads a field that is checked elsewhere; missing if it is left out.
    public JsonNode any(String name) {
        return field(name);
    }

    /// Reads a boolean, which is false by default.
    public boolean flag(String name) {
        var value = field(name);
        if (!value.isBoolean() && !value.isMissingNode()) {
            wrong(name, said(value) + ", not true or false");
        }
        return value.asBoolean();
    }

    /// Reads a whole number that must be there.
    ///
    /// @return the least one if it is wrong
    public long number(String name, long least, long most) {
        var value = field(name);
        boolean fits = value.canConvertToExactIntegral() // 1.0 is one, too (RFC 8259, 6)
                && value.canConvertToLong()
                && value.longValue() >= least
                && value.longValue() <= most;
        if (!fits) {
            wrong(
                    name,
                    "%s, not a whole number from %d to %d"
                            .formatted(value.isMissingNode() ? "is missing" : said(value), least, most));
            return least;
        }
        return value.longValue();
    }

    /// Reads a SHA-256 in hexadecimal digits, which may be left out.
    ///
    /// @return empty if it is wrong
    public Optional<Hash> hash(String name) {
        var value = field(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Hash(value.asText()));
        } catch (IllegalArgumentException e) {
            wrong(name, said(value) + ", not a SHA-256 of 64 small hexadecimal digits");
            return Optional.empty();
        }
    }

    /// Reads a list of the texts in `some`, which may be left out.
    ///
    /// @return the list without wrong ones
    public List<String> texts(String name, List<String> some) {
        var value = field(name);
        if (!value.isArray()) {
            if (!value.isMissingNode() && !value.isNull()) {
                wrong(name, said(value) + ", not a list");
            }
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (int index = 0; index < value.size(); index++) {
            var text = value.get(index);
            if (text.isTextual() && some.contains(text.textValue())) {
                texts.add(text.textValue());
            } else {
                wrong(new FieldError(
                        "%s/%s/%d".formatted(pointer, escaped(name), index),
                        "%s; there are %s".formatted(said(text), String.join(", ", some))));
            }
        }
        return texts.stream().distinct().toList();
    }

    public Body object(String name) {
        var value = field(name);
        if (!value.isObject()) {
            wrong(name, value.isMissingNode() ? "is missing; it must be an object" : said(value) + ", not an object");
        }
        return new Body(value.isObject() ? value : JsonNodeFactory.instance.objectNode(), pointer + "/" + name, errors);
    }

    /// Reads an array that must be there.
    ///
    /// @return an empty one if it is wrong
    public List<JsonNode> array(String name, int least, int most) {
        var value = field(name);
        if (!value.isArray() || value.size() < least || value.size() > most) {
            wrong(
                    name,
                    "%s, not an array of %d to %d"
                            .formatted(
                                    value.isMissingNode()
                                            ? "is missing"
                                            : value.isArray() ? "has " + value.size() : said(value),
                                    least,
                                    most));
            return List.of();
        }
        return List.copyOf(value.valueStream().toList());
    }

    /// Reads an object that may be left out.
    public JsonNode objectOrEmpty(String name) {
        var value = field(name);
        if (value.isObject()) {
            return value;
        }
        if (!value.isMissingNode() && !value.isNull()) {
            wrong(name, said(value) + ", not an object");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    public void wrong(String name, String detail) {
        wrong(new FieldError(pointer + "/" + escaped(name), detail));
    }

    public void wrong(FieldError error) {
        errors.add(error);
    }

    /// Reports fields that were never read. To be called when all others were read.
    public void noOthers() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(
                        name,
                        "does not exist here; there are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    /// The problems found so far.
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /// @throws ProblemException if anything is wrong
    public void check() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private JsonNode field(String name) {
        known.add(name);
        return object.path(name);
    }

    private static String said(JsonNode value) {
        return "is " + OptionValue.shown(value.toString());
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
