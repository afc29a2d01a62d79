package dev.azulejo.inference;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `engines.json` in the user's cache: what was measured of the engines of this machine, so that it is
/// measured once. A file that is missing, damaged or of another machine means that nothing is known.
record EngineTable(Path path, String machine) {
    private static final System.Logger LOG = System.getLogger(EngineTable.class.getName());
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration NEXT_TRY = Duration.ofDays(1);

    /// @param seconds that each took for the same tile, by its name; none where there was an obstacle
    /// @param obstacle why there is nothing to measure; empty where there was none
    record Found(Map<String, Double> seconds, String obstacle) {
        Found {
            seconds = Map.copyOf(seconds);
        }
    }

    /// An obstacle is forgotten after a day: there may be a network by then.
    Optional<Found> read(Instant now) {
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            var root = JSON.readTree(path.toFile());
            var seconds = new TreeMap<String, Double>();
            root.path("seconds")
                    .properties()
                    .forEach(each -> seconds.put(each.getKey(), each.getValue().asDouble()));
            var found = new Found(seconds, root.path("obstacle").asText());
            boolean isStale = !found.obstacle.isEmpty()
                    && Instant.ofEpochSecond(root.path("at").asLong())
                            .plus(NEXT_TRY)
                            .isBefore(now);
            return root.path("machine").asText().equals(machine) && !isStale ? Optional.of(found) : Optional.empty();
        } catch (IOException damaged) {
            LOG.log(Level.DEBUG, "engines are measured anew", damaged);
            return Optional.empty();
        }
    }

    void write(Found found, Instant now) {
        var root = JSON.createObjectNode().put("machine", machine).put("at", now.getEpochSecond());
        if (!found.obstacle.isEmpty()) {
            root.put("obstacle", found.obstacle);
        }
        var seconds = root.putObject("seconds");
        new TreeMap<>(found.seconds).forEach(seconds::put);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "what was measured of engines is not kept", e); // the next job measures again
        }
    }
}
