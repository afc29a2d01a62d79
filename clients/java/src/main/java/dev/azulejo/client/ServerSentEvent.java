package dev.azulejo.client;

import java.util.Optional;
import java.util.StringJoiner;

/// Assembles events from lines (WHATWG HTML, 9.2). Not thread-safe.
final class ServerSentEvent {
    private String name = "";
    private StringJoiner data = new StringJoiner("\n");

    record Event(String name, String data) {}

    /// @return the event that this line completes; one without data is none
    Optional<Event> add(String line) {
        if (line.isEmpty()) {
            var event = new Event(name, data.toString());
            name = "";
            data = new StringJoiner("\n");
            return event.data().isEmpty() ? Optional.empty() : Optional.of(event);
        }
        int colon = line.indexOf(':');
        var field = colon < 0 ? line : line.substring(0, colon);
        var value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "event" -> name = value;
            case "data" -> data.add(value);
            default -> {} // a comment, which has no name, or an unused field
        }
        return Optional.empty();
    }
}
