package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.command.Azulejo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Images of odd sizes, down to a single pixel, give files without a fault: every chunk and checksum of the PNG is
/// right, its deflate stream ends where it should, and Pillow warns of nothing.
class SizesIT {
    private static final List<String> SIZES = List.of("1x1", "1x7", "7x1", "2x3", "33x65", "127x63", "400x1");
    private static final List<String> KINDS = List.of("rgb-%s.png", "rgba-%s.png", "grey-%s.png", "rgb-%s.jpg");

    @TempDir
    private static Path folder;

    private static Map<Path, ReadImage> results = Map.of();

    @BeforeAll
    static void enhance() {
        var sources = folder.resolve("sources");
        var arguments = new ArrayList<Object>(List.of(sources));
        arguments.addAll(SIZES);
        PythonTools.run("make_sizes.py", arguments.toArray());
        Azulejo.warm(folder).enhance(sources, "-o", folder.resolve("results"), "--strip-rows=24", "--tile=64");
        var files = new ArrayList<Path>();
        SIZES.forEach(size -> KINDS.forEach(kind -> files.add(file("sources", kind.formatted(size)))));
        SIZES.forEach(size -> KINDS.forEach(kind -> files.add(file("results", kind.formatted(size)))));
        results = ReadImage.allOf(files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb-%s.png", "rgba-%s.png", "grey-%s.png", "rgb-%s.jpg"})
    void everySizeIsDoubledAndKeepsItsColours(String kind) {
        for (var size : SIZES) {
            var source = read("sources", kind.formatted(size));
            var result = read("results", kind.formatted(size));
            assertThat(result.kind())
                    .isEqualTo("%s %d bits %dx%d"
                            .formatted(source.mode(), source.bits(), 2 * source.width(), 2 * source.height()));
            assertThat(meanDifference(source, result)).as(kind, size).isLessThan(6);
        }
    }

    /// Between a pixel and the four that come of it.
    private static double meanDifference(ReadImage source, ReadImage result) {
        double sum = 0;
        for (int y = 0; y < result.height(); y++) {
            for (int x = 0; x < result.width(); x++) {
                for (int band = 0; band < result.bands(); band++) {
                    sum += Math.abs(result.sample(x, y, band) - source.sample(x / 2, y / 2, band));
                }
            }
        }
        return sum / ((double) result.width() * result.height() * result.bands());
    }

    private static Path file(String kind, String name) {
        return folder.resolve(kind).resolve(name);
    }

    private static ReadImage read(String kind, String name) {
        return Objects.requireNonNull(results.get(file(kind, name)), name);
    }
}
