package dev.azulejo.integration.readers;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Azulejo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The sources of the contract on colour and metadata, their results under every option, and what others read
/// in those. Each option is one run of the command over many small pictures.
final class Contract {
    /// The formats that results have, by the ends of names.
    static final List<String> ENDINGS = List.of("png", "jpg", "webp", "avif", "tif");

    private final Path folder;
    private final Map<Path, ReadImage> images;
    private final Map<Path, Map<String, String>> tags;
    private final String outcomes;

    private Contract(Path folder, Map<Path, ReadImage> images, Map<Path, Map<String, String>> tags, String outcomes) {
        this.folder = folder;
        this.images = images;
        this.tags = tags;
        this.outcomes = outcomes;
    }

    static Contract in(Path folder) {
        PythonTools.run("make_contract.py", Checkout.PHOTOS.resolve("chelsea.png"), folder.resolve("s"));
        var azulejo = Azulejo.warm(folder);
        var sources = folder.resolve("s");
        var full = ENDINGS.stream()
                .map(ending -> sources.resolve("full." + ending))
                .toArray();
        var outcomes = run(azulejo, "keep", sources);
        run(azulejo, "strip-gps", with(full, "--metadata=strip-gps"));
        run(azulejo, "strip", with(full, "--metadata=strip"));
        run(azulejo, "p3", with(names(sources, "plain.png", "deep.png", "deep.tif", "disc.png"), "--colour=p3"));
        run(azulejo, "srgb", with(names(sources, "full.png", "grey.png"), "--colour=srgb"));
        run(azulejo, "grey", with(names(sources, "plain.png", "full.webp"), "--colour=grey"));
        var press = with(names(sources, "full.png", "disc.png"), "--colour=" + folder.resolve("cmyk.icc"));
        outcomes += run(azulejo, "press", with(press, "--format=tiff"));
        run(
                azulejo,
                "press-jpeg",
                with(names(sources, "full.png"), "--colour=" + folder.resolve("cmyk.icc"), "--format=jpeg"));
        outcomes += run(azulejo, "tiff", with(names(sources, "full.jpg"), "--format=tiff"));
        outcomes += run(azulejo, "jpeg", with(names(sources, "disc.png", "deep.png"), "--format=jpeg"));
        outcomes += run(azulejo, "avif", with(names(sources, "full.jpg", "deep.png"), "--format=avif"));
        var results = results(folder);
        return new Contract(folder, ReadImage.allOf(results), ExifTool.read(results), outcomes);
    }

    private static String run(Azulejo azulejo, String name, Object... arguments) {
        var target = azulejo.folder().resolve(name);
        return azulejo.enhance(with(arguments, "-o", target, "--recipe=photo-x2", "--json"));
    }

    private static Object[] with(Object[] arguments, Object... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
    }

    private static Object[] names(Path sources, String... names) {
        return Stream.of(names).map(sources::resolve).toArray();
    }

    private static List<Path> results(Path folder) {
        try (var files = Files.walk(folder, 2)) {
            return files.filter(file ->
                            ENDINGS.stream().anyMatch(ending -> file.toString().endsWith("." + ending)))
                    .filter(file -> !file.startsWith(folder.resolve("s")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    Path source(String name) {
        return folder.resolve("s").resolve(name);
    }

    Path result(String run, String name) {
        return folder.resolve(run).resolve(name);
    }

    List<Path> results() {
        return List.copyOf(images.keySet());
    }

    ReadImage image(String run, String name) {
        return Objects.requireNonNull(images.get(result(run, name)), () -> name + " is not in " + images.keySet());
    }

    Map<String, String> tags(String run, String name) {
        return tags(result(run, name));
    }

    Map<String, String> tags(Path result) {
        return Objects.requireNonNull(tags.get(result), () -> result + " is not in " + tags.keySet());
    }

    /// The outcome of a source, as a line of JSON.
    String outcome(String source) {
        return outcomes.lines()
                .filter(line -> line.contains("/" + source))
                .reduce("", (first, second) -> first + second);
    }
}
