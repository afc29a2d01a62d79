package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.NO_OUTPUT;
import static dev.azulejo.integration.command.Refusals.UNAVAILABLE;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `azulejo tune` on a machine that brings no plugin, as there is no pip.
class TuneIT {
    @TempDir
    Path folder;

    private Azulejo azulejo;

    @BeforeEach
    void withoutPip() throws IOException {
        azulejo = Azulejo.in(folder).with("PATH", Files.createDirectories(folder.resolve("nothing")));
    }

    @Test
    void saysWhatThereIsAndKeepsIt() throws IOException {
        var ended = azulejo.run("tune");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .containsPattern("(?m)^engine +precision +240 px .* of the usual$")
                .containsPattern("(?m)^onnxruntime on cpu +fp32 +\\d+\\.\\d\\d .* 1\\.00  the usual one$")
                .containsPattern("(?m)^openvino  .*  not to be had: ")
                .contains("with --precision auto, span-x2 runs by onnxruntime on cpu");
        var table = azulejo.cache().resolve("engines.json");
        assertThat(ended.out()).contains("Kept in " + table);
        assertThat(new JsonMapper().readTree(table.toFile()).path("seconds").has("usual"))
                .isTrue();
    }

    @Test
    void aModelThatIsNotThereIsRefused() {
        assertRefused(azulejo.run("tune", "span-x3"), UNAVAILABLE, "no model span-x3", "span-x2");
        assertRefused(azulejo.run("tune", "x4plus"), UNAVAILABLE, "azulejo models pull x4plus");
        assertThat(azulejo.run("tune", "span-x2", "span-x4").exitCode()).isEqualTo(USAGE);
        assertThat(azulejo.cache().resolve("engines.json")).doesNotExist();
    }

    @Test
    void whatCannotBeKeptIsShownAllTheSame() throws IOException {
        Files.createDirectories(azulejo.cache().resolve("engines.json"));
        var ended = azulejo.run("tune");
        assertThat(ended.exitCode()).isEqualTo(NO_OUTPUT);
        assertThat(ended.out()).contains("the usual one");
        assertThat(ended.errorLines())
                .singleElement()
                .asString()
                .startsWith("azulejo: ")
                .contains("engines.json cannot be written");
    }
}
