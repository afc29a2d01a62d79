package dev.azulejo.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
    @TempDir
    Path folder;

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        var made = PrivateFolder.made(folder.resolve("new/azulejo"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    @Test
    void oneThatOthersCouldWriteToIsClosedToThem() throws IOException {
        var wide = Files.createDirectory(folder.resolve("azulejo"));
        Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rwxrwxrwx"));
        PrivateFolder.made(wide);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wide)))
                .isEqualTo("rwx------");
    }

    @Test
    void oneOfAnotherUserIsRefused() throws IOException {
        var theirs = Files.createDirectory(folder.resolve("azulejo"));
        assumeTrue(isGivenAway(theirs), "only root can give a folder away");
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> PrivateFolder.made(theirs))
                .withMessageContaining("belongs to")
                .withMessageContaining("set XDG_CACHE_HOME to a folder of your own");
    }

    private static boolean isGivenAway(Path folder) throws IOException {
        try {
            Files.setAttribute(folder, "unix:uid", 65_534);
            return Files.exists(Path.of("/proc/self"));
        } catch (FileSystemException notAllowed) {
            return false;
        }
    }

    @Test
    void aFileInItsPlaceIsRefused() throws IOException {
        var file = Files.createFile(folder.resolve("azulejo"));
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> PrivateFolder.made(file))
                .withMessageContaining("cannot be made a folder for you alone");
    }
}
