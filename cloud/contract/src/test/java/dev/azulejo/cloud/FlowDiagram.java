package dev.azulejo.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;

/// Draws a machine as a Mermaid flowchart: solid arrows show success, dotted ones where a failure leads.
final class FlowDiagram {
    private static final Map<String, String> OPERATORS = Map.of(
            "NumericGreaterThan", ">",
            "NumericLessThan", "<",
            "StringEquals", "is",
            "StringEqualsPath", "is",
            "BooleanEquals", "is",
            "IsPresent", "is there:");

    private final StringBuilder lines = new StringBuilder();

    private FlowDiagram() {}

    static String of(Machine machine) {
        var diagram = new FlowDiagram();
        diagram.lines.append("```mermaid\nflowchart TD\n");
        diagram.scope(State.parse(machine), "  ");
        return diagram.lines.append("```\n").toString();
    }

    private void scope(JsonNode scope, String indent) {
        for (var entry : scope.get("States").properties()) {
            state(entry.getKey(), entry.getValue(), indent);
        }
    }

    private void state(String name, JsonNode state, String indent) {
        if (state.has("ItemProcessor")) {
            line(indent, "subgraph %s [%s: for each]".formatted(name, name));
            scope(state.get("ItemProcessor"), indent + "  ");
            line(indent, "end");
        } else {
            line(indent, name + shape(name, state));
        }
        if (state.has("Next")) {
            line(indent, "%s --> %s".formatted(name, state.get("Next").asText()));
        }
        for (var choice : state.path("Choices")) {
            line(
                    indent,
                    "%s -- \"%s\" --> %s"
                            .formatted(
                                    name, condition(choice), choice.get("Next").asText()));
        }
        if (state.has("Default")) {
            line(
                    indent,
                    "%s -- else --> %s".formatted(name, state.get("Default").asText()));
        }
        for (var catcher : state.path("Catch")) {
            var errors = State.errors(catcher).stream()
                    .map(error -> error.equals("States.ALL") ? "any failure" : error.replaceAll(".*[.]", ""))
                    .collect(Collectors.joining(", "));
            line(
                    indent,
                    "%s -. \"%s\" .-> %s"
                            .formatted(name, errors, catcher.get("Next").asText()));
        }
    }

    private static String shape(String name, JsonNode state) {
        var resource = state.path("Resource").asText().replaceAll("arn:aws:states:::(aws-sdk:)?", "");
        return switch (state.get("Type").asText()) {
            case "Choice" -> "{%s}".formatted(name);
            case "Succeed", "Fail" -> "([%s])".formatted(name);
            case "Task" -> "[\"%s<br/><small>%s</small>\"]".formatted(name, resource.replace(":lambda:invoke", ""));
            default -> "[%s]".formatted(name);
        };
    }

    private static String condition(JsonNode choice) {
        var variable = choice.get("Variable").asText().substring("$.".length());
        return choice.properties().stream()
                .filter(property -> OPERATORS.containsKey(property.getKey()))
                .map(property -> "%s %s %s"
                        .formatted(
                                variable,
                                OPERATORS.get(property.getKey()),
                                property.getValue().asText().replace("$.", "")))
                .collect(Collectors.joining());
    }

    private void line(String indent, String text) {
        lines.append(indent).append(text).append('\n');
    }
}
