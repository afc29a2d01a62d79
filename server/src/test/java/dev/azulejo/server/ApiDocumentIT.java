package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `docs/openapi.json` is what the build makes of the resources: whoever changes the API changes that too, and sees it.
class ApiDocumentIT {
    private static final Path MADE = Path.of("target/openapi/openapi.json");
    private static final Path COMMITTED = Path.of("../docs/openapi.json");

    @Test
    void isCommitted() throws IOException {
        if (Boolean.getBoolean("azulejo.write")) {
            Files.copy(MADE, COMMITTED, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(Files.readString(COMMITTED))
                .as("write it anew with -Dazulejo.write=true")
                .isEqualTo(Files.readString(MADE));
    }

    /// With not even a warning.
    @ParameterizedTest
    @EnumSource
    void lintersFindNothing(Linter linter) throws IOException {
        var ended = linter.judge(MADE);
        assertThat(ended.status()).as(ended.said()).isZero();
    }
}
