package dev.azulejo.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.machine.UserFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    @TempDir
    private Path folder;

    private List<Path> found(String argument) {
        return new Inputs(_ -> false)
                .of(List.of(argument)).stream().map(Inputs.Input::file).toList();
    }

    private void shell(String script) throws IOException, InterruptedException {
        var ended = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(ended.waitFor()).isZero();
    }

    /// A shell makes it step by step; no call takes the whole path.
    @Test
    void onePathThatIsTooLongDoesNotStopTheOthers() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("b.png"));
        shell("name=$(printf %0200d 0); for i in $(seq 30); do mkdir $name && cd -P $name || exit 1; done; : > a.png");
        try {
            var files = found(folder.toString());
            assertThat(files).hasSize(2).endsWith(folder.resolve("b.png"));
            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(() -> UserFiles.readable(files.getFirst()))
                    .withMessageContaining("cannot be read: File name too long");
        } finally {
            shell("rm -r 0*"); // which Java cannot
        }
    }

    @Test
    void aPipeIsNoFileThatIsWaitedFor() throws IOException, InterruptedException {
        shell("mkfifo a.png");
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> UserFiles.readable(folder.resolve("a.png")))
                .withMessageContaining("is a pipe or a device");
    }
}
