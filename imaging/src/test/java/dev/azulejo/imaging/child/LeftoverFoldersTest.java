package dev.azulejo.imaging.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.imaging.child.Message.Kind;
import java.io.DataInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests what remains of a decoder process whose parent was ended by any signal.
class LeftoverFoldersTest {
    @Test
    void aDecoderRemovesItsTemporaryFilesWhenItsParentIsGone(@TempDir Path folder) throws Exception {
        var temporary = Files.createTempDirectory(folder, LeftoverFolders.prefix());
        var process = new ChildCommand(ChildDecoderTest.CACHE, ChildDecoderTest.CHOICE)
                .builder(ChildLimits.DEFAULT, temporary)
                .start();
        var answer = Message.readFrom(new DataInputStream(process.getInputStream()));
        assertThat(answer.kind()).isEqualTo(Kind.READY);
        Files.writeString(temporary.resolve("azulejo-1.source"), "half a photograph");
        process.getOutputStream().close(); // as the system does with the pipes of a process that ends
        process.waitFor();
        assertThat(temporary).doesNotExist();
    }
}
