package dev.azulejo.simulator.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The dead-letter queue, and the function that reads it.
final class Letters {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_RECEIVES = 3;
    private static final double TWICE = 0.1;

    private final Surroundings surroundings;
    private final Functions functions;
    private final List<Letter> unexplained = new ArrayList<>();

    Letters(Surroundings surroundings, Functions functions) {
        this.surroundings = surroundings;
        this.functions = functions;
    }

    private record Letter(String body, Map<String, String> attributes) {}

    /// The messages in the last queue, which only people read.
    List<String> unexplained() {
        return unexplained.stream().map(Letter::body).toList();
    }

    /// Returns the messages of the last queue to the first one, as people do once the cause is mended.
    void sendBack() {
        var all = List.copyOf(unexplained);
        unexplained.clear();
        for (var letter : all) {
            var name = surroundings.next("letter");
            surroundings.say("people send a letter back:", name);
            surroundings.scheduler().spawn(name, null, 0, () -> read(name, letter.body, letter.attributes));
        }
    }

    /// @param attributes of the message, as EventBridge gives them
    void send(String body, Map<String, String> attributes) {
        int copies = surroundings.chance("the letter comes twice", TWICE) ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            var name = surroundings.next("letter");
            surroundings.scheduler().spawn(name, null, Delays.any(surroundings, "letter " + copy), () -> read(name, body, attributes));
        }
    }

    private void read(String name, String body, Map<String, String> attributes) {
        for (int receives = 1; receives <= MOST_RECEIVES; receives++) {
            var process = SimProcess.mortal(name + "'".repeat(receives - 1));
            Scheduler.current().enter(process);
            try {
                var answer =
                        functions.call(PipelineFunction.DEAD_LETTER, process, batch(name, body, attributes, receives));
                if (answer.path("batchItemFailures").isEmpty()) {
                    return;
                }
            } catch (Stop.Killed e) {
                surroundings.say("the dead-letter function is killed");
            }
            surroundings.scheduler().sleep(1 + Delays.any(surroundings, "letter again"));
        }
        surroundings.say("the letter goes to the last queue");
        unexplained.add(new Letter(body, attributes));
    }

    private static JsonNode batch(String name, String body, Map<String, String> attributes, int receives) {
        var message = NODES.objectNode().put("messageId", name).put("body", body);
        message.putObject("attributes").put("ApproximateReceiveCount", String.valueOf(receives));
        var fields = message.putObject("messageAttributes");
        attributes.forEach((field, value) ->
                fields.putObject(field).put("stringValue", value).put("dataType", "String"));
        var batch = NODES.objectNode();
        batch.putArray("Records").add(message);
        return batch;
    }
}
