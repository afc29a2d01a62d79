package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What most tests of options and results lean on: a JVM that has run the command before says and does what a new one
/// does.
class WarmCommandsIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "enhance",
                "enhance cat.png --scale=0",
                "enhance nowhere.png",
                "enhance cat.png cat.png -o out",
                "enhance cat.png -o cat.png",
                "plan cat.png --scale=3",
            })
    void aWarmRunIsAsANewOne(String arguments) throws Exception {
        var cold = Azulejo.in(folder.resolve("cold"));
        var warm = Azulejo.warm(folder.resolve("warm"));
        for (var azulejo : List.of(cold, warm)) {
            Pictures.write(Pictures.cat(50, 40), azulejo.folder().resolve("cat.png"));
        }
        var before = Azulejo.warm(folder.resolve("before")); // so that there is one that has run something, elsewhere
        before.run("enhance", warm.folder().resolve("cat.png"), "-o", "before.png", "--recipe=resize", "--scale=2");
        var words = (Object[]) arguments.split(" ");
        var expected = cold.run(words);
        var ended = warm.run(words);
        assertThat(ended.exitCode()).isEqualTo(expected.exitCode());
        assertThat(withoutTimes(ended.out(), warm)).isEqualTo(withoutTimes(expected.out(), cold));
        assertThat(withoutTimes(ended.err(), warm)).isEqualTo(withoutTimes(expected.err(), cold));
        var made = JobFolder.filesBelow(cold.folder()).stream()
                .filter(file -> file.endsWith(".png"))
                .toList();
        for (var file : made) {
            assertThat(warm.folder().resolve(file))
                    .hasSameBinaryContentAs(cold.folder().resolve(file));
        }
        assertThat(Files.exists(warm.cache())).isEqualTo(Files.exists(cold.cache()));
    }

    @Test
    void anEnvironmentIsThatOfItsRunsAlone() throws Exception {
        var none = Files.createDirectories(folder.resolve("none"));
        Pictures.write(Pictures.cat(50, 40), folder.resolve("cat.png"));
        var without = Azulejo.warm(folder, Map.of("AZULEJO_MODELS", none.toString()));
        for (int run = 0; run < 2; run++) {
            assertThat(without.run("plan", "--recipe=photo-x2", "cat.png").err())
                    .contains("no model span-x2 in %s (".formatted(none));
            assertThat(Azulejo.warm(folder).run("plan", "cat.png").exitCode()).isZero();
        }
    }

    private static String withoutTimes(String said, Azulejo azulejo) {
        return said.replace(azulejo.folder().toString(), "FOLDER").replaceAll("[0-9.]+ (s|ms)\\b", "TIME");
    }
}
