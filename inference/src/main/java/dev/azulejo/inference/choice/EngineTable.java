package dev.azulejo.inference.choice;

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

/// `engines.json` in the user's cache: measurements of the engines of this machine, so that they are made
/// once. If the file is missing, damaged or of another machine, nothing is known.
record EngineTable(Path path, String machine) {
    private static final System.Logger LOG = System.getLogger(EngineTable.class.getName());
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration NEXT_TRY = Duration.ofDays(1);

    /// The name of the usual engine.
    static final String USUAL = "usual";

    /// The greatest share of the usual engine's time that a bf16 engine may take to be chosen. A smaller
    /// saving is within the error of measurement, and a result in 16 bits must be worth its loss.
    private static final double BF16_PAYS = 0.8;

    private static final double FP32_PAYS = 0.9;

    /// @param model that was measured
    /// @param side of the tile
    /// @param seconds that each engine took for the same tile, by its name
    /// @param obstacle why not all were measured; empty if all were
    record Found(String model, int side, Map<String, Double> seconds, String obstacle) {
        static final Found NOTHING = new Found("", 0, Map.of(), "");

        Found {
            seconds = Map.copyOf(seconds);
        }

        /// Whether an engine saves enough to be used instead of the usual one.
        boolean pays(String name) {
            var measured = seconds.get(name);
            var usual = seconds.get(USUAL);
            double most = name.endsWith(" bf16") ? BF16_PAYS : FP32_PAYS;
            return measured != null && usual != null && measured <= most * usual;
        }
    }

    /// Reads the findings; an obstacle is forgotten after a day, as there may be a network by then.
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
            var found = new Found(
                    root.path("model").asText(),
                    root.path("side").asInt(),
                    seconds,
                    root.path("obstacle").asText());
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

    /// @throws IOException when the file cannot be written
    void write(Found found, Instant now) throws IOException {
        var root = JSON.createObjectNode()
                .put("machine", machine)
                .put("at", now.getEpochSecond())
                .put("model", found.model)
                .put("side", found.side);
        if (!found.obstacle.isEmpty()) {
            root.put("obstacle", found.obstacle);
        }
        var seconds = root.putObject("seconds");
        new TreeMap<>(found.seconds).forEach(seconds::put);
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.write(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }
}
