package dev.azulejo.quality.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetFileTest {
    private static final String IMAGE = """
            {"file": "%s", "sha256": "%s", "tags": ["%s"], "licence": "CC0-1.0", "origin": "drawn"}""";

    @TempDir
    Path folder;

    private Path cat = Path.of("");
    private String sha256 = "";

    @BeforeEach
    void writeAnImage() throws IOException {
        cat = Files.writeString(
                Files.createDirectories(folder.resolve("animals")).resolve("cat.jpg"), "a cat");
        sha256 = FileHash.sha256(cat);
    }

    @Test
    void aSetNamesItsImages() throws IOException, RefusedSet {
        var file = set(IMAGE.formatted("animals/cat.jpg", sha256, "animal"));
        var set = SetFile.read(file);
        assertThat(set.name()).isEqualTo("cats");
        assertThat(set.images())
                .containsExactly(new SetImage("animals/cat.jpg", sha256, List.of("animal"), "CC0-1.0", "drawn"));
        assertThat(SetFile.path(file, set.images().getFirst())).hasContent("a cat");
        assertThat(SetFile.check(file, set)).isEmpty();
    }

    @Test
    void anImageThatWasChangedOrIsGoneIsTold() throws IOException, RefusedSet {
        var file = set(IMAGE.formatted("animals/cat.jpg", sha256, "animal"));
        var set = SetFile.read(file);
        Files.writeString(cat, "a dog");
        assertThat(SetFile.check(file, set))
                .containsExactly("animals/cat.jpg is not the image that the set was made with: its SHA-256 differs");
        Files.delete(cat);
        assertThat(SetFile.check(file, set)).containsExactly("animals/cat.jpg cannot be read");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws IOException {
        var file = set(IMAGE.formatted("cat.jpg", "abc", "kitten") + ","
                + IMAGE.formatted("cat.jpg", sha256, "animal").replace("CC0-1.0", " "));
        assertThatThrownBy(() -> SetFile.read(file))
                .isInstanceOf(RefusedSet.class)
                .hasMessageContaining("\"sha256\" must be 64 hex digits")
                .hasMessageContaining("no tag is called 'kitten'; there are face, text")
                .hasMessageContaining("cat.jpg lacks \"licence\"")
                .hasMessageContaining("cat.jpg is named twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../cat.jpg",
                "animals/../../cat.jpg",
                "animals\\\\cat.jpg",
                "a//b",
                ".ssh/key",
                "a/"
            })
    void noImageLiesOutsideOfItsSet(String name) throws IOException {
        var file = set(IMAGE.formatted(name, sha256, "animal"));
        assertThatThrownBy(() -> SetFile.read(file)).hasMessageContaining("must be a path below the set's folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cat", "[]", "{}", "{\"schema\": 2}", "{\"schema\": 1, \"images\": 7}", "{} {}"})
    void whatIsNoSetIsRefused(String text) throws IOException {
        var file = Files.writeString(folder.resolve("set.json"), text);
        assertThatThrownBy(() -> SetFile.read(file))
                .isInstanceOf(RefusedSet.class)
                .hasMessageStartingWith(file + " is not a set of images: ");
    }

    @Test
    void tagsAreCountedAlsoWhereNoImageHasThem() throws IOException, RefusedSet {
        var set = SetFile.read(set(IMAGE.formatted("animals/cat.jpg", sha256, "animal")));
        assertThat(Tag.counted(set.images())).containsEntry("animal", 1).containsEntry("face", 0);
    }

    private Path set(String images) throws IOException {
        return Files.writeString(folder.resolve("set.json"), """
                {"schema": 1, "name": "cats", "description": "some", "images": [%s]}""".formatted(images));
    }
}
