package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.client.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What people copy works: each of the programs in `examples/` with a real server.
class ExamplesIT {
    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    private Example.Ended run(Example example, Path file, Path result, String options) {
        return example.run(served.address(), served.key(), file.toString(), result.toString(), options);
    }

    @Test
    void allEnhanceAPhotographToTheSameBytes() throws IOException {
        var photograph = Files.write(folder.resolve("cat \u00e9.png"), ApiCaller.png(1, 60, 40));
        for (var example : Example.values()) {
            var result = folder.resolve(example + ".png");
            var ended = run(example, photograph, result, "{\"recipe\": \"photo-x2\"}");
            assertThat(ended.exit()).as("%s: %s", example, ended.err()).isZero();
            var image = ApiCaller.decoded(Files.readAllBytes(result));
            assertThat(image.getWidth()).isEqualTo(120);
            assertThat(result).hasSameBinaryContentAs(folder.resolve(Example.CURL + ".png"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrongWithOptionsIsSaidWithAPointer(Example example) throws IOException {
        var photograph = Files.write(folder.resolve("cat.png"), ApiCaller.png(2, 60, 40));
        var ended = run(example, photograph, folder.resolve("none.png"), "{\"quality\": \"high\", \"sclae\": 3}");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err())
                .contains("azulejo said no (422): 2 fields are wrong")
                .contains("  /options/quality is 'high'")
                .contains("  /options/sclae is not an option (did you mean 'scale'?)");
        assertThat(folder.resolve("none.png")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsNoImageIsSaidToBeNone(Example example) throws IOException {
        var letter = Files.writeString(folder.resolve("letter.png"), "Dear Sir or Madam");
        var ended = run(example, letter, folder.resolve("none.png"), "{}");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("the job is rejected: ");
        assertThat(folder.resolve("none.png")).doesNotExist();
    }
}
