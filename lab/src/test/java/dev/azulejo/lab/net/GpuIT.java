package dev.azulejo.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.azulejo.lab.train.SmallTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the profile `cuda` all that learns in the tests of this module does so on a GPU. Without it none is found.
class GpuIT {
    @Test
    void whoAsksForAGpuAndHasNoneIsTold(@TempDir Path folder) throws IOException, InterruptedException {
        assumeThat(System.getProperty(Torch.DEVICE))
                .as("where these tests compute")
                .isNull();
        var errors = folder.resolve("errors.txt");
        var process = SmallTraining.process(folder, "alone", "ALONE", "-D" + Torch.DEVICE + "=cuda")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor()).isNotZero();
        assertThat(Files.readString(errors)).contains("AZULEJO_DEVICE=cuda, but libtorch finds no GPU");
    }
}
