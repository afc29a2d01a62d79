package dev.azulejo.lab.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.lab.picture.Likeness;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.quality.set.RefusedSet;
import dev.azulejo.quality.set.SetFile;
import dev.azulejo.quality.set.SetImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A dataset as a folder: `images/` with each picture under its SHA-256, `version-SHA256.json` for each
/// version, and `dataset.json`, the valid version. Only that last file is ever replaced, so a folder can be
/// copied to any storage, twice or while it grows. A version is a set to every command that takes one.
public record DatasetFolder(Path folder) {
    /// The name of the file with the valid version.
    public static final String NAME = "dataset.json";

    private static final int HALF = 16;
    private static final int HEX = 16;
    private static final JsonMapper JSON = new JsonMapper();

    /// Reads the valid version; a dataset without pictures if there is none yet.
    ///
    /// @throws dev.azulejo.local.exit.CommandFailure when its file is no dataset
    public Dataset read(String name) {
        var file = folder.resolve(NAME);
        return Files.exists(file) ? of(file) : new Dataset(name, List.of(), "");
    }

    /// Reads the version in a file.
    ///
    /// @throws dev.azulejo.local.exit.CommandFailure when the file is no dataset
    public static Dataset of(Path file) {
        try {
            var set = SetFile.read(file);
            var root = JSON.readTree(file.toFile());
            var samples = new ArrayList<Sample>();
            for (var image : set.images()) {
                samples.add(sample(image, root.path("images").path(samples.size()), file));
            }
            return new Dataset(set.name(), samples, root.path("parent").asText(""));
        } catch (RefusedSet e) {
            throw ExitCode.USAGE.failure(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    /// A filter for the images of a set that belong to a part: all if the set is no dataset.
    ///
    /// @param place a set's file (.json), or a folder
    /// @throws dev.azulejo.local.exit.CommandFailure when it is an incomplete dataset
    public static Predicate<SetImage> wanted(Path place, Part part) {
        if (!String.valueOf(place.getFileName()).endsWith(".json") || !isDataset(place)) {
            return _ -> true;
        }
        var files = of(place).of(part).stream().map(SetImage::file).collect(Collectors.toSet());
        return image -> files.contains(image.file());
    }

    private static boolean isDataset(Path file) {
        try {
            return JSON.readTree(file.toFile()).has("version");
        } catch (IOException e) {
            return false; // what reads the set says why
        }
    }

    private static Sample sample(SetImage image, JsonNode node, Path file) {
        var look = node.path("look").asText();
        var part = node.path("part").asText();
        var cluster = node.path("cluster").asText();
        if (!look.matches("[0-9a-f]{32}") || !part.matches("train|test") || !cluster.matches("[0-9a-f]{64}")) {
            throw ExitCode.USAGE.failure(
                    "%s: %s lacks its look, cluster or part; make the dataset anew with azulejo lab dataset"
                            .formatted(file, image.file()));
        }
        return new Sample(
                image,
                new Likeness(
                        Long.parseUnsignedLong(look.substring(0, HALF), HEX),
                        Long.parseUnsignedLong(look.substring(HALF), HEX)),
                cluster,
                part.equals("train") ? Part.TRAIN : Part.TEST);
    }

    /// The file of a version.
    Path version(String version) {
        return folder.resolve("version-" + version + ".json");
    }

    /// Adds a picture.
    ///
    /// @param sha256 of the file
    /// @return the picture's name below the folder
    public String keep(Path file, String sha256) {
        var name = String.valueOf(file.getFileName());
        var kept = "images/" + sha256 + name.substring(Math.max(0, name.lastIndexOf('.')));
        var place = folder.resolve(kept);
        if (!Files.exists(place)) {
            try {
                Files.createDirectories(folder.resolve("images"));
                var beside = place.resolveSibling(place.getFileName() + ".new");
                Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
                Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw ExitCode.DISK.failure("%s cannot be written: %s".formatted(place, e.getMessage()));
            }
        }
        return kept;
    }

    /// Makes a dataset the valid version. The previous one stays under its own name.
    public Path write(Dataset dataset) {
        var json = JSON.createObjectNode()
                .put("schema", 1)
                .put("name", dataset.name())
                .put(
                        "description",
                        "%d pictures to learn from, %d to measure on"
                                .formatted(
                                        dataset.of(Part.TRAIN).size(),
                                        dataset.of(Part.TEST).size()))
                .put("version", dataset.version())
                .put("parent", dataset.parent());
        var images = json.putArray("images");
        for (var sample : dataset.samples()) {
            var image = sample.image();
            var node = images.addObject()
                    .put("file", image.file())
                    .put("sha256", image.sha256())
                    .put("licence", image.licence())
                    .put("origin", image.origin())
                    .put("part", sample.part().text())
                    .put("cluster", sample.cluster())
                    .put(
                            "look",
                            "%016x%016x"
                                    .formatted(
                                            sample.look().across(),
                                            sample.look().down()));
            var tags = node.putArray("tags");
            image.tags().forEach(tags::add);
        }
        var text = json.toPrettyString() + "\n";
        try {
            var beside = folder.resolve(NAME + ".new");
            Files.writeString(version(dataset.version()), text);
            Files.writeString(beside, text);
            return Files.move(
                    beside, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
