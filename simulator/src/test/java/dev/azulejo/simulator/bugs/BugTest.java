package dev.azulejo.simulator.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.simulator.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BugTest {
    private static final Path HOME = Path.of("..");

    @TempDir
    Path folder;

    static List<Path> all() throws IOException {
        try (var bugs = Files.list(HOME.resolve("simulator/bugs"))) {
            return bugs.sorted().toList();
        }
    }

    /// Checks that each bug can still be planted; `./simulator/run bugs` checks that each is found, which
    /// takes minutes.
    @ParameterizedTest
    @MethodSource("all")
    void eachCanStillBePlanted(Path path) throws IOException {
        var bug = Bug.read(path);
        var source = Files.readString(HOME.resolve(bug.file()));
        assertThat(bug.plantedIn(source)).isNotEqualTo(source);
        assertThat(Mode.named(bug.mode())).isNotNull();
    }

    @Test
    void oneThatDoesNotFitAnyMoreSaysSo() throws IOException {
        var path = folder.resolve("a.bug");
        Files.writeString(path, """
            file: A.java
            mode: calm
            seeds: 1
            rule: STUCK
            what: nothing
            --- old
            twice
            --- new
            once
            """);
        var bug = Bug.read(path);
        assertThat(bug.plantedIn("is there twice")).isEqualTo("is there once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bug.plantedIn("is gone"))
                .withMessageContaining("no longer in A.java");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bug.plantedIn("twice and twice"))
                .withMessageContaining("more than once");
    }

    @Test
    void oneWithoutAModeIsRefused() throws IOException {
        var path = folder.resolve("a.bug");
        Files.writeString(path, "file: A.java\n--- old\na\n--- new\nb\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bug.read(path))
                .withMessageContaining("has no field mode");
    }
}
