package dev.azulejo.cli.command.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cli.Main;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused before any place is opened; all else: `SyncRunTest`.
class StorageSyncCommandTest {
    private final StringWriter said = new StringWriter();

    @TempDir
    private Path folder;

    private Path kept = Path.of("");

    @BeforeEach
    void keepOne() throws IOException {
        kept = Files.writeString(Files.createDirectory(folder.resolve("to")).resolve("kept"), "kept");
        Files.writeString(folder.resolve("file"), "no folder");
    }

    private int sync(Object... more) {
        var main = Main.commandLine("storage").setErr(new PrintWriter(said, true));
        var arguments = new String[2 + more.length];
        arguments[0] = "storage";
        arguments[1] = "sync";
        for (int at = 0; at < more.length; at++) {
            arguments[2 + at] = String.valueOf(more[at]);
        }
        return main.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "file"})
    void aFolderThatIsNotThereIsNamedAndDeletesNothing(String from) {
        assertThat(sync(folder.resolve(from), folder.resolve("to"), "--delete")).isEqualTo(ExitCode.NO_INPUT.code());
        for (var option : new String[] {"--yes", "--dry-run"}) {
            assertThat(sync(folder.resolve(from), folder.resolve("to"), "--delete", option))
                    .isEqualTo(ExitCode.NO_INPUT.code());
        }
        assertThat(said.toString()).contains("there is no folder " + folder.resolve(from) + "; nothing was changed");
        assertThat(kept).exists();
    }

    @Test
    void placesThatLieInEachOtherAreRefused() {
        assertThat(sync(folder, folder.resolve("to"), "--delete")).isEqualTo(ExitCode.USAGE.code());
        assertThat(kept).exists();
    }
}
