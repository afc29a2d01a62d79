package dev.azulejo.local.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.plan.Speeds;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// `speeds.json` in the user's cache: how fast this machine has proved to be. One that is missing or damaged
/// means that nothing is known yet; of two processes that write at once the later one counts.
public record SpeedFile(Path path) {
    private static final System.Logger LOG = System.getLogger(SpeedFile.class.getName());
    private static final JsonMapper JSON = new JsonMapper();

    public static SpeedFile of(LocalConfig config) {
        return new SpeedFile(config.cache().resolve("speeds.json"));
    }

    public Speeds read() {
        try {
            var root = Files.exists(path) ? JSON.readTree(path.toFile()) : JSON.createObjectNode();
            double start = root.path("startSeconds").asDouble(Speeds.UNKNOWN.startSeconds());
            return new Speeds(
                    start,
                    numbers(root.path("models")),
                    numbers(root.path("others")),
                    root.path("ofCards").asDouble(Speeds.UNKNOWN.ofCards()));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "speeds are measured anew", e);
            return Speeds.UNKNOWN;
        }
    }

    private static Map<String, Double> numbers(JsonNode object) {
        var numbers = new TreeMap<String, Double>();
        object.properties().forEach(property -> {
            double value = property.getValue().asDouble(0);
            if (value > 0) {
                numbers.put(property.getKey(), value);
            }
        });
        return numbers;
    }

    public void write(Speeds speeds) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            // In place: a run that is killed here leaves a damaged file, never one more.
            Files.write(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(speeds));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "speeds are not kept", e); // the next job does without
        }
    }
}
