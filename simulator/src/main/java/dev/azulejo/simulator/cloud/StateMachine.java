package dev.azulejo.simulator.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs a definition in the Amazon States Language, as far as our definitions use it. It refuses what it
/// does not know.
final class StateMachine {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Services services;

    /// The services that a state machine calls.
    interface Services {
        /// Called when a state begins.
        void enters(String state);

        /// @throws MachineFailure when the task fails
        JsonNode task(String resource, JsonNode parameters);

        void pause();

        /// Runs all branches, some of them at once.
        ///
        /// @throws MachineFailure the first one, after which the others are stopped
        List<JsonNode> all(List<Supplier<JsonNode>> branches);
    }

    StateMachine(Services services) {
        this.services = services;
    }

    private record Step(JsonNode output, @Nullable String next) {}

    /// @return its output
    /// @throws MachineFailure when it fails
    JsonNode run(JsonNode machine, JsonNode input, ObjectNode context) {
        String name = machine.path("StartAt").asText();
        var data = input;
        while (name != null) {
            services.enters(name);
            var step = step(machine.path("States").path(name), data, context);
            data = step.output;
            name = step.next;
        }
        return data;
    }

    private Step step(JsonNode state, JsonNode input, ObjectNode context) {
        var next = state.path("End").asBoolean() ? null : state.path("Next").asText(null);
        return switch (state.path("Type").asText()) {
            case "Pass" -> {
                var effective =
                        state.has("Parameters") ? Expression.template(state.path("Parameters"), input, context) : input;
                yield new Step(placed(state, input, state.has("Result") ? state.path("Result") : effective), next);
            }
            case "Succeed" -> new Step(input, null);
            case "Fail" ->
                throw new MachineFailure(
                        Expression.path(state.path("ErrorPath").asText(), input, context)
                                .asText(),
                        Expression.path(state.path("CausePath").asText(), input, context)
                                .asText());
            case "Choice" -> new Step(input, chosen(state, input, context));
            case "Task", "Map" -> tried(state, input, context, next);
            default -> throw new IllegalStateException("the simulator does not know the state " + state);
        };
    }

    private Step tried(JsonNode state, JsonNode input, ObjectNode context, @Nullable String next) {
        var tries = new HashMap<Integer, Integer>();
        while (true) {
            try {
                var result = state.path("Type").asText().equals("Map")
                        ? mapped(state, input, context)
                        : services.task(
                                state.path("Resource").asText(),
                                Expression.template(state.path("Parameters"), input, context));
                if (state.has("ResultSelector")) {
                    result = Expression.template(state.path("ResultSelector"), result, context);
                }
                return new Step(placed(state, input, result), next);
            } catch (MachineFailure failure) {
                if (mayTryAgain(state, failure, tries)) {
                    services.pause();
                } else {
                    return caught(state, input, failure);
                }
            }
        }
    }

    private static boolean mayTryAgain(JsonNode state, MachineFailure failure, Map<Integer, Integer> tries) {
        int index = 0;
        for (var rule : state.path("Retry")) {
            if (matches(rule, failure)) {
                return tries.merge(index, 1, Integer::sum)
                        <= rule.path("MaxAttempts").asInt(3);
            }
            index++;
        }
        return false;
    }

    private static Step caught(JsonNode state, JsonNode input, MachineFailure failure) {
        for (var rule : state.path("Catch")) {
            if (matches(rule, failure)) {
                var told = NODES.objectNode().put("Error", failure.error()).put("Cause", failure.reason());
                return new Step(placed(rule, input, told), rule.path("Next").asText());
            }
        }
        throw failure;
    }

    private static boolean matches(JsonNode rule, MachineFailure failure) {
        for (var name : rule.path("ErrorEquals")) {
            boolean isTaskFailure = name.asText().equals("States.TaskFailed")
                    && !failure.error().equals("States.Timeout");
            if (name.asText().equals("States.ALL")
                    || isTaskFailure
                    || name.asText().equals(failure.error())) {
                return true;
            }
        }
        return false;
    }

    private JsonNode mapped(JsonNode state, JsonNode input, ObjectNode context) {
        var branches = new ArrayList<Supplier<JsonNode>>();
        for (var item : items(state, input, context)) {
            var itsContext = context.deepCopy();
            itsContext.putObject("Map").putObject("Item").put("Index", branches.size()).set("Value", item);
            var itsInput =
                    state.has("ItemSelector") ? Expression.template(state.path("ItemSelector"), input, itsContext) : item;
            branches.add(() -> run(state.path("ItemProcessor"), itsInput, itsContext));
        }
        return NODES.arrayNode().addAll(services.all(branches));
    }

    private JsonNode items(JsonNode state, JsonNode input, ObjectNode context) {
        if (!state.has("ItemReader")) {
            return Expression.path(state.path("ItemsPath").asText(), input, context);
        }
        var reader = state.path("ItemReader");
        var body = services.task(
                reader.path("Resource").asText(), Expression.template(reader.path("Parameters"), input, context));
        return Expression.json(body.path("Body").asText());
    }

    private static String chosen(JsonNode state, JsonNode input, ObjectNode context) {
        for (var choice : state.path("Choices")) {
            if (holds(choice, Expression.path(choice.path("Variable").asText(), input, context))) {
                return choice.path("Next").asText();
            }
        }
        if (!state.has("Default")) {
            throw new MachineFailure("States.NoChoiceMatched", input.toString());
        }
        return state.path("Default").asText();
    }

    private static boolean holds(JsonNode choice, JsonNode variable) {
        if (choice.has("NumericGreaterThan")) {
            return variable.asInt() > choice.path("NumericGreaterThan").asInt();
        }
        if (choice.has("StringEquals")) {
            return variable.asText().equals(choice.path("StringEquals").asText());
        }
        if (choice.has("BooleanEquals")) {
            return variable.asBoolean() == choice.path("BooleanEquals").asBoolean();
        }
        if (choice.has("IsPresent")) {
            return variable.isMissingNode() != choice.path("IsPresent").asBoolean();
        }
        throw new IllegalStateException("the simulator does not know the choice " + choice);
    }

    private static JsonNode placed(JsonNode state, JsonNode input, JsonNode result) {
        if (!state.has("ResultPath")) {
            return result;
        }
        if (state.path("ResultPath").isNull()) {
            return input;
        }
        ObjectNode copy = input.isObject() ? input.deepCopy() : NODES.objectNode();
        copy.set(state.path("ResultPath").asText().substring(2), result);
        return copy;
    }
}
