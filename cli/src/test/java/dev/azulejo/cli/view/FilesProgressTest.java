package dev.azulejo.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FilesProgressTest {
    @Test
    void saysWhichFileOfHowMany() {
        try (var progress = new FilesProgress(new PrintWriter(Writer.nullWriter()), false, "measuring", 60)) {
            assertThat(progress.text(0)).isEmpty();
            progress.begins(Path.of("beach.jpg"));
            assertThat(progress.text(0)).isEqualTo("azulejo: measuring 1 of 60: beach.jpg");
            progress.ended();
            progress.begins(Path.of("hill.jpg"));
            assertThat(progress.text(System.nanoTime()))
                    .startsWith("azulejo: measuring 2 of 60: hill.jpg, ")
                    .endsWith(" left");
        }
    }
}
