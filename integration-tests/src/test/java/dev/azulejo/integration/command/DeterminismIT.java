package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same input gives the same bytes, however the work is cut and on however many threads it is done.
@Tag("slow")
class DeterminismIT {
    private static final List<List<String>> WAYS = List.of(
            List.of("--threads=1"),
            List.of("--threads=3", "--tile=256", "--shard-tiles=100"),
            List.of("--threads=2", "--tile=64", "--shard-tiles=1"),
            List.of("--threads=3", "--tile=64", "--shard-tiles=3"),
            List.of("--threads=1", "--tile=100", "--shard-tiles=100"),
            List.of("--threads=2", "--tile=100", "--shard-tiles=1"));

    // Odd sides, so that no tile fits; two tiles wide also with the largest that cut the picture.
    private static final int WIDTH = 107;
    private static final int HEIGHT = 67;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void theSameInputGivesTheSameBytes(String format) {
        var azulejo = Azulejo.in(folder);
        Pictures.write(Pictures.cat(WIDTH, HEIGHT), folder.resolve("in/cat.png"));
        Pictures.write(Pictures.part("rocket.jpg", 290, 120, WIDTH, HEIGHT), folder.resolve("in/rocket.jpg"));
        Pictures.write(
                Pictures.fading(Pictures.part("astronaut.png", 180, 60, WIDTH, HEIGHT)),
                folder.resolve("in/fading.png"));
        for (var way : WAYS) {
            var out = out(way);
            var command = Stream.of(List.of("enhance", "in", "-o", out.toString(), "--format=" + format), way)
                    .flatMap(List::stream);
            var ended = azulejo.run(command.toArray());
            assertThat(ended.exitCode()).as(ended.err()).isZero();
        }
        var names = JobFolder.filesBelow(out(WAYS.getFirst()));
        assertThat(names).hasSize(3);
        for (var name : names) {
            var waysByHash =
                    WAYS.stream().collect(Collectors.groupingBy(way -> Pictures.sha256(out(way).resolve(name))));
            assertThat(waysByHash)
                    .as("options by the bytes of %s that they give", name)
                    .hasSize(1);
            var result = Pictures.read(out(WAYS.getFirst()).resolve(name));
            assertThat(result.getWidth()).isEqualTo(2 * WIDTH);
            assertThat(result.getHeight()).isEqualTo(2 * HEIGHT);
        }
    }

    private Path out(List<String> way) {
        return folder.resolve("out" + String.join("", way));
    }
}
