package dev.azulejo.quality.set;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// Reads sets: JSON files beside the images, which they name by their paths.
public final class SetFile {
    private static final int SCHEMA = 1;
    private static final long MOST_BYTES = 16L << 20;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final List<String> problems = new ArrayList<>();

    private SetFile(Path file) {
        this.file = file;
    }

    /// Reads a set, whether or not its images are there.
    ///
    /// @throws RefusedSet with all that is wrong
    public static ImageSet read(Path file) throws RefusedSet {
        var reader = new SetFile(file);
        var set = reader.set(reader.tree());
        if (!reader.problems.isEmpty()) {
            throw new RefusedSet(file, reader.problems);
        }
        return set;
    }

    /// Compares images with what their set states of them.
    ///
    /// @return the problems, in plain words; empty if all images are there and match
    public static List<String> check(Path file, ImageSet set) {
        var problems = new ArrayList<String>();
        for (var image : set.images()) {
            var path = path(file, image);
            try {
                if (!FileHash.sha256(path).equals(image.sha256())) {
                    problems.add("%s is not the image that the set was made with: its SHA-256 differs"
                            .formatted(image.file()));
                }
            } catch (UncheckedIOException e) {
                problems.add("%s cannot be read".formatted(image.file()));
            }
        }
        return problems;
    }

    /// The path of an image of the set.
    public static Path path(Path file, SetImage image) {
        return file.toAbsolutePath().resolveSibling(image.file());
    }

    private JsonNode tree() throws RefusedSet {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new RefusedSet(file, List.of("it has more than %d bytes".formatted(MOST_BYTES)));
            }
            return JSON.readTree(file.toFile());
        } catch (JacksonException e) {
            throw new RefusedSet(file, List.of("it is not JSON: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new RefusedSet(file, List.of("it cannot be read"));
        }
    }

    private ImageSet set(JsonNode root) {
        if (root.path("schema").asInt() != SCHEMA) {
            problems.add("\"schema\" must be %d".formatted(SCHEMA));
        }
        var images = StreamSupport.stream(root.path("images").spliterator(), false)
                .map(this::image)
                .toList();
        if (images.isEmpty()) {
            problems.add("\"images\" must name at least one");
        }
        var seen = new HashSet<String>();
        images.stream()
                .filter(image -> !seen.add(image.file()))
                .forEach(image -> problems.add("%s is named twice".formatted(image.file())));
        return new ImageSet(text(root, "name", "the set"), text(root, "description", "the set"), images);
    }

    private SetImage image(JsonNode node) {
        var name = text(node, "file", "an image");
        if (!name.isEmpty() && !isBelow(name)) {
            problems.add("%s must be a path below the set's folder, with / between names".formatted(name));
        }
        var sha256 = text(node, "sha256", name);
        if (!sha256.isEmpty() && !SHA_256.matcher(sha256).matches()) {
            problems.add("%s: \"sha256\" must be 64 hex digits in lower case".formatted(name));
        }
        var tags = StreamSupport.stream(node.path("tags").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        tags.stream()
                .filter(tag -> !Tag.has(tag))
                .forEach(
                        tag -> problems.add("%s: no tag is called '%s'; there are %s".formatted(name, tag, Tag.all())));
        return new SetImage(name, sha256, tags, text(node, "licence", name), text(node, "origin", name));
    }

    private String text(JsonNode node, String field, String of) {
        var value = node.path(field).asText("");
        if (value.isBlank()) {
            problems.add("%s lacks \"%s\"".formatted(of, field));
        }
        return value;
    }

    private static boolean isBelow(String name) {
        return !name.startsWith("/")
                && !name.contains("\\")
                && !name.contains("\0")
                && List.of(name.split("/", -1)).stream().noneMatch(part -> part.isEmpty() || part.startsWith("."));
    }
}
