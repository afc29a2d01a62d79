package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The run that trains the launcher's cache for starts.
class WarmUpIT {
    @TempDir
    Path folder;

    /// With the model of its own: where that one is refused, all starts are slower, and nothing else shows it.
    @Test
    void itEnhancesAllItRehearsesAndLeavesNothingBehind() throws IOException {
        var azulejo = Azulejo.in(folder);
        var ended = azulejo.run("warm-up");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(JobFolder.filesBelow(azulejo.temporary())).isEmpty();
        assertThat(JobFolder.filesBelow(azulejo.cache()))
                .noneMatch(name -> name.startsWith("work/jobs/") || name.startsWith("results/metadata/"));
    }
}
