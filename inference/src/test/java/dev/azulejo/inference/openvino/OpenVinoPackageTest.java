package dev.azulejo.inference.openvino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenVinoPackageTest {
    @TempDir
    Path cache;

    @Test
    void isFetchedByPipUnderItsNameAndVersion() {
        var commands = new ArrayList<List<String>>();
        var libraries = new OpenVinoPackage(cache, (_, command) -> {
            commands.add(command);
            return 1;
        });
        assertThatIOException().isThrownBy(libraries::pinned).withMessageEndingWith("ended with status 1");
        assertThat(commands)
                .singleElement()
                .satisfies(command -> assertThat(command)
                        .contains("pip", "download", "--no-deps", "--abi=cp312", "openvino==2026.4.1"));
    }

    @Test
    void anotherPackageIsNeverLoadedAndLeavesNothing() {
        var libraries = new OpenVinoPackage(cache, (work, _) -> {
            Files.writeString(work.resolve("some.whl"), "of somebody else");
            return 0;
        });
        assertThatThrownBy(libraries::pinned)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith(
                        "package openvino 2026.4.1 is not the one this version was built for: its SHA-256 is ");
        assertThat(cache.resolve("openvino")).isEmptyDirectory();
    }

    @Test
    void librariesThatWereChangedAreFetchedAnew() throws Exception {
        var kept = Files.createDirectories(cache.resolve("openvino/" + OpenVinoPackage.VERSION));
        Files.writeString(kept.resolve("libopenvino_c.so.2641"), "changed");
        var libraries = new OpenVinoPackage(cache, (_, _) -> 1);
        assertThatIOException().isThrownBy(libraries::pinned);
    }
}
