package dev.azulejo.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.cli.files.Inputs.Input;
import dev.azulejo.core.pixels.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Results are named by patterns.
class DestinationsTest {
    private static final Naming TWOFOLD = new Naming("auto-x2", "auto", Optional.of("2"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "out/{name}-{scale}x.{format}, shots/sea/a.jpg, out/a-2x.jpg",
        "{folder}/large/{name}-{label}.{format}, shots/sea/a.jpg, sea/large/a-auto-x2.jpg",
        "{recipe}/{name}, shots/sea/a.jpg, auto/a.jpg",
        "out/{folder}/{name}.webp, shots/b.JPG, out/b.webp",
        "out/{name}.jpeg, shots/b.JPG, out/b.jpeg",
        "out/{name}.{format}, shots/b.JPG, out/b.JPG",
        "out/{name}.{format}, shots/${name}.jpg, out/${name}.jpg",
        "out/{format}/p{page}, shots/b.JPG, out/JPG/p1.JPG",
        "../{name}.png, shots/b.JPG, ../b.png",
    })
    void aPatternNamesResults(String pattern, String source, String result) {
        assertThat(named(pattern, input(source)))
                .containsExactly(folder.resolve(result).normalize());
    }

    @Test
    void aFurtherResultHasItsOwnLabelAndFormat() {
        var also = new Also(Optional.of("1200w"), new Naming("auto-1200w", "auto", Optional.empty()), ImageFormat.WEBP);
        var destinations = new Destinations(
                folder.resolve("{name}-{label}.png"), TWOFOLD, Optional.empty(), List.of(also), _ -> Optional.empty());
        assertThat(destinations
                        .of(List.of(input("shots/a.jpg")), _ -> ImageFormat.JPEG)
                        .values())
                .containsExactly(List.of(folder.resolve("a-auto-x2.png"), folder.resolve("a-auto-1200w.webp")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out/{nmae}.png | there is no field {nmae} (did you mean 'name'?); fields are {name}, {folder}, {label},",
                "out/{}.png | there is no field {}; fields are",
                "out/{name.png | a { or } stands alone; fields are",
                "out/name}-{name}.png | a { or } stands alone; fields are",
                "out/{name}.psd | can be written; give the file such an extension",
            })
    void aPatternWithoutMeaningIsRefused(String pattern, String why) {
        assertThatThrownBy(() -> named(pattern, input("shots/a.jpg"))).hasMessageContaining(why);
    }

    @Test
    void aSizeInPixelsHasNoScale() {
        var destinations = new Destinations(
                folder.resolve("{name}-{scale}.png"),
                new Naming("auto-1200w", "auto", Optional.empty()),
                Optional.empty(),
                List.of(),
                _ -> Optional.empty());
        assertThatThrownBy(() -> destinations.of(List.of(input("shots/a.jpg")), _ -> ImageFormat.JPEG))
                .hasMessageContaining("a size other than --scale has no {scale}; say {label}");
    }

    @Test
    void noNameLeadsOutOfItsFolder() {
        assertThatThrownBy(() -> named("out/{name}/result.png", input("shots/...png")))
                .hasMessageContaining("its result would be called '..'");
        assertThat(named("out/{name}.{format}", input("shots/...png"))).containsExactly(folder.resolve("out/...jpg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{folder}", "out/{folder}", "{folder}.{format}"})
    void aResultHasAName(String pattern) {
        assertThatThrownBy(() -> named(pattern, input("shots/a.jpg")))
                .hasMessageContaining("a.jpg: its result would have no name by -o")
                .hasMessageContaining("add {name}");
    }

    @Test
    void twoResultsOfOneNameAreRefused() {
        assertThatThrownBy(() -> named("out/{scale}x.png", input("shots/a.jpg"), input("shots/b.jpg")))
                .hasMessageContaining("a.jpg and ")
                .hasMessageContaining("out/2x.png; tell them apart by {folder}, {name} and {page} in -o");
        assertThatThrownBy(() -> named("{name}.{format}", input("a/c.jpg"), input("b/c.jpg")))
                .hasMessageContaining("would both become");
    }

    @Test
    void aFolderThatIsThereIsNoPattern() throws IOException {
        var braces = Files.createDirectory(folder.resolve("{name}"));
        assertThat(named("{name}", input("shots/a.jpg"))).containsExactly(braces.resolve("a.jpg"));
    }

    private List<Path> named(String pattern, Input... inputs) {
        var destinations =
                new Destinations(folder.resolve(pattern), TWOFOLD, Optional.empty(), List.of(), _ -> Optional.empty());
        return destinations.of(List.of(inputs), _ -> ImageFormat.JPEG).values().stream()
                .map(List::getFirst)
                .toList();
    }

    /// As it is found in a folder that was named.
    private Input input(String file) {
        var source = Path.of(file);
        return new Input(folder.resolve(source), source.subpath(1, source.getNameCount()));
    }
}
