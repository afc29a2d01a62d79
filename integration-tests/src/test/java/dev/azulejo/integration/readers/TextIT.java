package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.command.Azulejo;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Text and stripes drive SPAN out of its range: unguarded it gives speckle, of which every third sample is wrong.
class TextIT {
    @TempDir
    private static Path folder;

    @Test
    void textStaysTextWhateverTheScaleAndTheTiles() {
        var source = folder.resolve("text.png");
        PythonTools.run("make_text.py", source);
        var azulejo = Azulejo.warm(folder);
        azulejo.enhance(source, "-o", folder.resolve("x2.png"), "--scale=2");
        azulejo.enhance(source, "-o", folder.resolve("x2-tiles.png"), "--scale=2", "--tile=72");
        azulejo.enhance(source, "-o", folder.resolve("x4.png"), "--scale=4");

        var compared = PythonTools.run(
                "compare_text.py",
                source,
                folder.resolve("x2.png"),
                folder.resolve("x2-tiles.png"),
                folder.resolve("x4.png"));
        System.out.println("Text (off its source once reduced, bicubic likewise, share far off):\n" + compared);
        for (var line : compared.lines().toList()) {
            var figures = Arrays.stream(line.split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(figures[0]).isLessThan(0.6 * figures[1]);
            assertThat(figures[2]).isLessThan(0.01);
        }
        assertThat(folder.resolve("x2-tiles.png")).hasSameBinaryContentAs(folder.resolve("x2.png"));
    }
}
