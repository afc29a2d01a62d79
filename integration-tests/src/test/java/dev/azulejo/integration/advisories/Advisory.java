package dev.azulejo.integration.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A hole in a library that somebody has published, in the format of OSV (https://ossf.github.io/osv-schema/).
///
/// @param affected by package: which versions have it
record Advisory(String id, String summary, List<Affected> affected) {
    /// @param coordinates group and artifact, with a colon between them
    /// @param ranges lists of events, each in the order of versions
    record Affected(String coordinates, List<String> versions, List<List<Event>> ranges) {
        boolean has(Library library) {
            return library.is(coordinates)
                    && (versions.contains(library.version().text())
                            || ranges.stream().anyMatch(events -> isOpen(events, library.version())));
        }

        private static boolean isOpen(List<Event> events, LibraryVersion version) {
            boolean open = false;
            for (var event : events) {
                int order = version.compareTo(new LibraryVersion(event.version));
                open = switch (event.kind) {
                    case "introduced" -> open || order >= 0;
                    case "fixed" -> open && order < 0;
                    case "last_affected" -> open && order <= 0;
                    default -> open;
                };
            }
            return open;
        }
    }

    record Event(String kind, String version) {}

    static Advisory parse(JsonNode json) {
        return new Advisory(
                json.path("id").asText(),
                json.path("summary").asText(),
                json.path("affected")
                        .valueStream()
                        .filter(affected ->
                                affected.at("/package/ecosystem").asText().equals("Maven"))
                        .map(Advisory::affected)
                        .toList());
    }

    private static Affected affected(JsonNode json) {
        return new Affected(
                json.at("/package/name").asText(),
                json.path("versions").valueStream().map(JsonNode::asText).toList(),
                json.path("ranges")
                        .valueStream()
                        .filter(range -> !range.path("type").asText().equals("GIT"))
                        .map(range -> events(range.path("events")))
                        .toList());
    }

    private static List<Event> events(JsonNode json) {
        return json.valueStream()
                .flatMap(JsonNode::propertyStream)
                .map(property ->
                        new Event(property.getKey(), property.getValue().asText()))
                .toList();
    }

    boolean concerns(Library library) {
        return affected.stream().anyMatch(its -> its.has(library));
    }
}
