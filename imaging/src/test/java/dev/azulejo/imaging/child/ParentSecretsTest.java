package dev.azulejo.imaging.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.imaging.libvips.LibvipsChoice;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ParentSecretsTest {
    @Test
    void whoeverHasDecoderProcessesIsClosedToThem(@TempDir Path folder) {
        new ChildDecoder(folder, LibvipsChoice.PINNED, folder, ChildLimits.DEFAULT).close();
        assertThat(ParentSecrets.areHidden()).isTrue();
    }
}
