package dev.azulejo.quality.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.local.exit.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidatesTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};

    @TempDir
    private Path folder;

    private Path contender(String name, String... files) throws IOException {
        var made = Files.createDirectories(folder.resolve(name));
        for (var file : files) {
            Files.write(made.resolve(file), file.endsWith("txt") ? new byte[] {'h', 'i'} : PNG);
        }
        return made;
    }

    private static Candidates of(Path one, Path other) {
        var folders = new LinkedHashMap<String, Path>(Map.of("one", one));
        folders.put("other", other);
        return Candidates.in(folders);
    }

    @Test
    void imagesOfOneNameBelongTogetherWhateverTheirFormat() throws IOException {
        var one = contender("one", "a.png", "b.v2.png", "notes.txt");
        var other = contender("other", "a.webp", "b.v2.jpg");
        var candidates = of(one, other);
        assertThat(candidates.contenders()).containsExactly("one", "other");
        assertThat(candidates.files())
                .containsEntry("a", List.of(one.resolve("a.png"), other.resolve("a.webp")))
                .containsEntry("b.v2", List.of(one.resolve("b.v2.png"), other.resolve("b.v2.jpg")))
                .hasSize(2);
    }

    @Test
    void whatAContenderLacksIsNamed() throws IOException {
        var one = contender("one", "a.png", "b.png");
        var other = contender("other", "b.png", "c.png");
        assertThatThrownBy(() -> of(one, other))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("other has no a")
                .hasMessageContaining("one has no c");
    }

    @Test
    void twoOfOneNameAreRefusedAndSoIsAFolderWithoutImages() throws IOException {
        var twice = contender("one", "a.png", "a.jpg");
        var empty = contender("empty", "notes.txt");
        assertThatThrownBy(() -> of(twice, twice)).hasMessageContaining("have one name");
        assertThatThrownBy(() -> of(empty, empty)).hasMessageContaining("there is no image in");
        assertThatThrownBy(() -> of(folder.resolve("none"), empty)).hasMessageContaining("cannot be read");
    }
}
