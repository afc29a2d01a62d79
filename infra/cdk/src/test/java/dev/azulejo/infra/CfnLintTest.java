package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The template is one that CloudFormation takes, by the judgement of a program that we did not write.
@Tag("slow")
class CfnLintTest {
    private final CfnLint lint = CfnLint.ofThisUser();

    @TempDir
    Path folder;

    @Test
    void itFindsNothing() throws Exception {
        assertThat(lint.findings(written(Synthesized.CLOUD.template().toString())))
                .isEmpty();
        assertThat(lint.findings(written(Synthesized.DEV.template().toString())))
                .isEmpty();
    }

    @Test
    void itFindsAPropertyThatIsNoneOfItsResource() throws Exception {
        var broken = Synthesized.CLOUD.template().toString().replace("\"VisibilityTimeout\"", "\"VisibleTimeout\"");

        assertThat(lint.findings(written(broken))).contains("VisibleTimeout");
    }

    private Path written(String template) throws Exception {
        return Files.writeString(folder.resolve("template.json"), template);
    }
}
