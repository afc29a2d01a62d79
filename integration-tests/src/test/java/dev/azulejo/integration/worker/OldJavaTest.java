package dev.azulejo.integration.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.python.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the worker's script says on a Java that does not know its classes.
class OldJavaTest {
    private static final Path SCRIPT =
            Checkout.ROOT.resolve("gpu-batch-worker/src/main/distribution/bin/azulejo-worker");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "17.0.15, 69, 'azulejo-worker: needs Java 25 or newer, and %s is 17.0.15: set JAVA_HOME\n'",
        "1.8.0_462, 69, 'azulejo-worker: needs Java 25 or newer, and %s is 1.8.0_462: set JAVA_HOME\n'",
        "25, 0, ''",
        "26-ea, 0, ''"
    })
    void anOldJavaIsNamedInOneLine(String version, int status, String words) throws IOException {
        var java = folder.resolve("bin/java");
        Files.createDirectory(java.getParent());
        Files.writeString(java, """
                #!/bin/sh
                if [ "$*" = -version ]; then echo 'openjdk version "%s" 2025-04-15' >&2; fi
                """.formatted(version));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        var ended = Program.run(List.of(SCRIPT.toString()), Map.of("JAVA_HOME", folder.toString()));
        assertThat(ended.status()).isEqualTo(status);
        assertThat(ended.errors()).isEqualTo(words.replace("\\n", "\n").formatted(java));
    }
}
