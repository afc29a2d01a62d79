package dev.azulejo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Checks that both definitions are valid Amazon States Language, by a program that we did not write.
class LanguageTest {
    private final AslValidator validator = AslValidator.ofThisUser();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void theValidatorFindsNothing(Machine machine) throws Exception {
        assertThat(validator.findings(written(machine.definition()))).isEmpty();
    }

    @Test
    void theValidatorFindsATransitionToAStateThatIsNotThere() throws Exception {
        var broken = Machine.ENHANCE.definition().replace("\"Next\": \"MayWork\"", "\"Next\": \"Nowhere\"");

        assertThat(validator.findings(written(broken))).contains("Nowhere");
    }

    private Path written(String definition) throws Exception {
        return Files.writeString(folder.resolve("machine.asl.json"), definition);
    }
}
