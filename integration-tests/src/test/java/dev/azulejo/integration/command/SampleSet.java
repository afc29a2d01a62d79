package dev.azulejo.integration.command;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/// A set of small parts of the pictures that come with the project, by what is to be seen in them.
final class SampleSet {
    private static final Map<String, List<String>> PICTURES = new TreeMap<>(Map.of(
            "text",
            List.of(
                    "drawn/page.png",
                    "drawn/small-print.png",
                    "drawn/spreadsheet.png",
                    "drawn/editor.png",
                    "drawn/terminal.png"),
            "product",
            List.of(
                    "photographs/coffee.png",
                    "photographs/fig.jpg",
                    "photographs/drum.jpg",
                    "photographs/brushes.jpg",
                    "photographs/dahlia.jpg"),
            "landscape",
            List.of(
                    "photographs/mountain.jpg",
                    "photographs/path.jpg",
                    "photographs/sunset.jpg",
                    "photographs/brook.jpg",
                    "photographs/dandelions.jpg"),
            "animal",
            List.of(
                    "photographs/raccoon.jpg",
                    "photographs/spaniels.jpg",
                    "photographs/temple.jpg",
                    "photographs/admiral.jpg",
                    "photographs/grass.jpg")));

    private SampleSet() {}

    /// Writes `set.json` and its images.
    ///
    /// @param side of each image
    /// @param ofEachTag how many
    static Path write(Path folder, int side, int ofEachTag) {
        var images = new ArrayList<String>();
        PICTURES.forEach((tag, pictures) ->
                pictures.stream().limit(ofEachTag).forEach(picture -> images.add(image(folder, tag, picture, side))));
        try {
            return Files.writeString(
                    folder.resolve("set.json"),
                    images.stream()
                            .collect(Collectors.joining(
                                    ", ",
                                    "{\"schema\": 1, \"name\": \"samples\", \"description\": \"parts\", \"images\": [",
                                    "]}")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String image(Path folder, String tag, String picture, int side) {
        try {
            var whole = ImageIO.read(Checkout.ROOT
                    .resolve("benchmarks/pictures")
                    .resolve(picture)
                    .toFile());
            var part = whole.getSubimage((whole.getWidth() - side) / 2, (whole.getHeight() - side) / 2, side, side);
            var file = folder.resolve(picture.replaceAll(".*/|\\..*", "") + ".png");
            ImageIO.write(part, "png", file.toFile());
            return """
                    {"file": "%s", "sha256": "%s", "tags": ["%s"], "licence": "see benchmarks/pictures", "origin": "%s"}""".formatted(
                    file.getFileName(), Hash.of(Files.readAllBytes(file)).hex(), tag, picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
