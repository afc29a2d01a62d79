package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks that CloudFormation accepts the template, by a program that we did not write.
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

    /// The limits of "AWS CloudFormation quotas": 500 resources, 200 outputs, a template of 1 MB; and 4 KB
    /// of variables for a function.
    @ParameterizedTest
    @MethodSource("dev.azulejo.infra.NagTest#profiles")
    void aStackIsFarFromWhatCloudFormationTakes(Synthesized profile) {
        assertThat(profile.template().get("Resources").size()).isBetween(200, 400);
        assertThat(profile.template().get("Outputs").size()).isLessThan(100);
        assertThat(profile.template().toString().length()).isLessThan(500_000);
        assertThat(profile.resources("AWS::Lambda::Function").values())
                .allSatisfy(function -> assertThat(
                                function.path("Environment").toString().length())
                        .isLessThan(3_000));
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
