package dev.azulejo.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Upgrades requests of version 1, which had one result and no names for its parts. Intake keeps requests
/// for as long as their sources may be announced again, and what it has fixed remains valid after an
/// upgrade.
final class EarlierRequest {
    private EarlierRequest() {}

    /// Turns a request of version 1 into one of version 2; leaves others as they are.
    static void upgrade(JsonNode request) {
        if (request instanceof ObjectNode node && node.path("schema").asInt() == 1 && !node.has("chain")) {
            node.put("schema", 2);
            move(node, List.of("recipe", "steps", "scale", "chosen"), node.putObject("chain"));
            var output = node.putArray("outputs").addObject();
            move(node, List.of("target", "destination"), output);
            if (node.has("output")) {
                output.set("encoding", node.remove("output"));
            }
        }
    }

    private static void move(ObjectNode from, List<String> names, ObjectNode to) {
        names.stream().filter(from::has).forEach(name -> to.set(name, from.remove(name)));
    }
}
