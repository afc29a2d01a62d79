package dev.azulejo.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.core.intake.Route;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads and writes routes as operators write them, by their names: `{"shop": {"from": "dropbox:/in", "to":
/// "dropbox:/out", "options": {"recipe": "photo-x2"}}}`.
public final class JsonRoutes {
    private static final int MAX_BYTES = 64 << 10;
    private static final Set<String> FIELDS = Set.of("from", "to", "options");

    /// The form of a place, in which spaces and all other characters stay as they are.
    private static final Pattern PLACE = Pattern.compile("([^:/]+):(?://([^/]*))?(.*)", Pattern.DOTALL);

    private static final JsonMapper MAPPER = JobMapper.create(MAX_BYTES);

    private JsonRoutes() {}

    /// @throws IllegalArgumentException saying what is wrong with the routes
    public static List<Route> parse(String json) {
        var routes = new ArrayList<Route>();
        for (var entry : tree(json).properties()) {
            routes.add(route(entry.getKey(), entry.getValue()));
        }
        routes.forEach(route -> routes.forEach(other -> check(route, other)));
        return routes;
    }

    private static void check(Route route, Route other) {
        if (StorageUri.overlap(route.to(), other.from())) {
            throw new IllegalArgumentException("route %s puts results where route %s takes sources: %s and %s"
                    .formatted(route.name(), other.name(), route.to(), other.from()));
        }
        if (!route.name().equals(other.name()) && StorageUri.overlap(route.to(), other.to())) {
            throw new IllegalArgumentException("routes %s and %s put results into one folder: %s and %s"
                    .formatted(route.name(), other.name(), route.to(), other.to()));
        }
    }

    private static JsonNode tree(String json) {
        try {
            var tree = MAPPER.readTree(json);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException(
                "no JSON object; it must look like {\"shop\": {\"from\": \"dropbox:/in\", \"to\": \"dropbox:/out\"}}");
    }

    private static Route route(String name, JsonNode route) {
        var unknown = new TreeSet<String>();
        route.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(FIELDS);
        if (!route.isObject() || !unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "route %s must have from, to and, if you like, options; not %s".formatted(name, unknown));
        }
        var options = route.path("options");
        if (!options.isMissingNode() && !options.isObject()) {
            throw new IllegalArgumentException(
                    "route %s: options are no JSON object, such as {\"recipe\": \"photo-x2\"}".formatted(name));
        }
        return new Route(
                name,
                place(name, route.path("from")),
                place(name, route.path("to")),
                options.isMissingNode() ? Optional.empty() : Optional.of(options.toString()));
    }

    private static URI place(String name, JsonNode text) {
        var parts = PLACE.matcher(text.asText());
        try {
            if (text.isTextual() && parts.matches()) {
                var path = parts.group(3);
                return new URI(parts.group(1), parts.group(2), path.endsWith("/") ? path : path + "/", null, null);
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("route %s: %s: %s".formatted(name, text, e.getReason()), e);
        }
        throw new IllegalArgumentException(
                "route %s: %s is no place; write it as dropbox:/folder".formatted(name, text));
    }

    /// The routes as text that [#parse] reads.
    public static String text(List<Route> routes) {
        var tree = JsonNodeFactory.instance.objectNode();
        routes.forEach(route -> {
            var node = tree.putObject(route.name())
                    .put("from", plain(route.from()))
                    .put("to", plain(route.to()));
            route.options().ifPresent(options -> node.set("options", tree(options)));
        });
        return tree.toString();
    }

    private static String plain(URI place) {
        var authority = place.getAuthority();
        return "%s:%s%s".formatted(place.getScheme(), authority == null ? "" : "//" + authority, place.getPath());
    }
}
