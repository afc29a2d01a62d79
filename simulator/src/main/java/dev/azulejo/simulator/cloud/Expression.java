package dev.azulejo.simulator.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// Evaluates paths and intrinsic functions, as far as our definitions use them ("Intrinsics for JSONPath
/// states", Step Functions Developer Guide). An instance serves one evaluation.
final class Expression {
    private static final JsonMapper JSON = new JsonMapper();

    private final String text;
    private final JsonNode input;
    private final ObjectNode context;
    private int at;

    private Expression(String text, JsonNode input, ObjectNode context) {
        this.text = text;
        this.input = input;
        this.context = context;
    }

    /// @throws MachineFailure when it names something that is not there
    static JsonNode value(String text, JsonNode input, ObjectNode context) {
        return new Expression(text, input, context).value();
    }

    /// The value that a path names; a missing node if nothing is there.
    static JsonNode path(String text, JsonNode input, ObjectNode context) {
        return new Expression(text, input, context).path();
    }

    /// Evaluates the fields of a template whose names end in `.$`.
    static JsonNode template(JsonNode template, JsonNode input, ObjectNode context) {
        if (!template.isObject()) {
            return template;
        }
        var made = JsonNodeFactory.instance.objectNode();
        for (var field : template.properties()) {
            var name = field.getKey();
            if (name.endsWith(".$")) {
                made.set(
                        name.substring(0, name.length() - 2),
                        value(field.getValue().asText(), input, context));
            } else {
                made.set(name, template(field.getValue(), input, context));
            }
        }
        return made;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new MachineFailure("States.IntrinsicFailure", "no JSON: " + text);
        }
    }

    private JsonNode value() {
        skipBlanks();
        if (text.startsWith("States.", at)) {
            return call();
        }
        char first = text.charAt(at);
        if (first == '$') {
            var found = path();
            if (found.isMissingNode()) {
                throw new MachineFailure("States.ParameterPathFailure", text);
            }
            return found;
        }
        if (first == '\'') {
            int end = text.indexOf('\'', at + 1);
            var quoted = text.substring(at + 1, end);
            at = end + 1;
            return TextNode.valueOf(quoted);
        }
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return IntNode.valueOf(Integer.parseInt(text.substring(start, at)));
    }

    private JsonNode call() {
        int open = text.indexOf('(', at);
        var name = text.substring(at, open);
        at = open + 1;
        var arguments = new ArrayList<JsonNode>();
        skipBlanks();
        while (text.charAt(at) != ')') {
            arguments.add(value());
            skipBlanks();
            if (text.charAt(at) == ',') {
                at++;
                skipBlanks();
            }
        }
        at++;
        return called(name, arguments);
    }

    private static JsonNode called(String name, List<JsonNode> arguments) {
        return switch (name) {
            case "States.ArrayGetItem" -> arguments.get(0).path(arguments.get(1).asInt());
            case "States.StringSplit" -> {
                var parts = JsonNodeFactory.instance.arrayNode();
                List.of(arguments
                                .get(0)
                                .asText()
                                .split(Pattern.quote(arguments.get(1).asText())))
                        .forEach(parts::add);
                yield parts;
            }
            case "States.Format" -> {
                var made = arguments.get(0).asText();
                for (var argument : arguments.subList(1, arguments.size())) {
                    made = made.replaceFirst("\\{}", Matcher.quoteReplacement(argument.asText()));
                }
                yield TextNode.valueOf(made);
            }
            case "States.StringToJson" -> json(arguments.get(0).asText());
            case "States.MathAdd" ->
                IntNode.valueOf(arguments.get(0).asInt() + arguments.get(1).asInt());
            case "States.ArrayContains" ->
                BooleanNode.valueOf(StreamSupport.stream(arguments.get(0).spliterator(), false)
                        .anyMatch(arguments.get(1)::equals));
            default -> throw new IllegalStateException("the simulator does not know " + name);
        };
    }

    private JsonNode path() {
        boolean isOfContext = text.startsWith("$$", at);
        at += isOfContext ? 2 : 1;
        JsonNode node = isOfContext ? context : input;
        while (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == '[')) {
            if (text.charAt(at) == '.') {
                int start = ++at;
                while (at < text.length() && isPartOfName(text.charAt(at))) {
                    at++;
                }
                node = node.path(text.substring(start, at));
            } else {
                int end = text.indexOf(']', at);
                node = node.path(Integer.parseInt(text.substring(at + 1, end)));
                at = end + 1;
            }
        }
        return node;
    }

    private static boolean isPartOfName(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_';
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
