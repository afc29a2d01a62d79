package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.NO_OUTPUT;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `--report` tells of a batch.
class ReportIT {
    @TempDir
    Path folder;

    @BeforeEach
    void aCatAndSomeText() throws IOException {
        Pictures.write(Pictures.cat(50, 40), folder.resolve("cat, \"mine\".png"));
        Files.writeString(folder.resolve("text.jpg"), "no picture");
    }

    @Test
    void asCsvEachFileIsARowUnderTheNamesOfTheColumns() throws IOException {
        var ended = enhance("rows.csv");
        assertThat(ended.exitCode()).isEqualTo(BAD_IMAGE);
        var lines = Files.readString(folder.resolve("rows.csv")).split("\r\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0])
                .isEqualTo("file,result,status,width,height,resultWidth,resultHeight,resultBytes,recipe,models,chosen,"
                        + "seconds,megapixelsPerSecond,warnings,error");
        assertThat(lines[1])
                .matches("\"cat, \"\"mine\"\".png\",\"[^,]+out/cat, \"\"mine\"\".png\",enhanced,50,40,100,80,\\d+,"
                        + "photo-x2,span-x2,\"PNG, lossless: span-x2 alone\",[\\d.]+,[\\d.]+,,");
        assertThat(lines[2]).matches("text.jpg,,failed,,,,,,,,,[\\d.]+,,,\"is text, not an image.*\"");
        assertThat(enhance("rows.csv").exitCode())
                .as("its own report may be replaced")
                .isEqualTo(BAD_IMAGE);
    }

    @Test
    void asJsonItIsAnArray() throws IOException {
        enhance("rows.json");
        var rows = new JsonMapper().readTree(folder.resolve("rows.json").toFile());
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.get(0).path("resultWidth").asInt()).isEqualTo(100);
        assertThat(rows.get(0).path("models").get(0).asText()).isEqualTo("span-x2");
        assertThat(rows.get(0).path("warnings").isArray()).isTrue();
        assertThat(rows.get(1).path("status").asText()).isEqualTo("failed");
        assertThat(rows.get(1).path("error").asText()).startsWith("is text, not an image");
    }

    @Test
    void aFileThatIsNoReportIsNeverReplaced() throws IOException {
        Files.writeString(folder.resolve("mine.csv"), "a,b\r\n1,2\r\n");
        assertThat(enhance("mine.csv").exitCode()).isEqualTo(NO_OUTPUT);
        assertThat(folder.resolve("mine.csv")).hasContent("a,b\r\n1,2\r\n");
        assertThat(enhance("rows.txt").exitCode()).isEqualTo(USAGE);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private Azulejo.Ended enhance(String report) {
        return Azulejo.warm(folder)
                .run(
                        "enhance",
                        "--recipe",
                        "photo-x2",
                        "cat, \"mine\".png",
                        "text.jpg",
                        "-o",
                        "out/",
                        "--report",
                        report);
    }
}
