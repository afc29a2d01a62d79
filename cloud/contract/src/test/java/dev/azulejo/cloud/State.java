package dev.azulejo.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A state of a machine as it is written.
record State(Machine machine, String name, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static JsonNode parse(Machine machine) {
        try {
            return JSON.readTree(machine.definition());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All states, including those inside a Map.
    static List<State> all() {
        return Stream.of(Machine.values())
                .flatMap(machine -> of(machine).stream())
                .toList();
    }

    static List<State> of(Machine machine) {
        var found = new ArrayList<State>();
        collect(machine, parse(machine), found);
        return found;
    }

    private static void collect(Machine machine, JsonNode scope, List<State> found) {
        for (var entry : scope.get("States").properties()) {
            found.add(new State(machine, entry.getKey(), entry.getValue()));
            if (entry.getValue().has("ItemProcessor")) {
                collect(machine, entry.getValue().get("ItemProcessor"), found);
            }
        }
    }

    boolean is(String type) {
        return json.get("Type").asText().equals(type);
    }

    boolean calls(String resource) {
        return json.path("Resource").asText().endsWith(resource);
    }

    Stream<JsonNode> retriers() {
        return json.path("Retry").valueStream();
    }

    Stream<JsonNode> catchers() {
        return json.path("Catch").valueStream();
    }

    static List<String> errors(JsonNode retrierOrCatcher) {
        return retrierOrCatcher
                .get("ErrorEquals")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public String toString() {
        return machine.text() + "." + name;
    }
}
