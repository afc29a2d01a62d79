package dev.azulejo.quality.metric.natural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.Picture;
import dev.azulejo.quality.metric.rows.MemoryRows;
import dev.azulejo.quality.metric.rows.StripReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Checks NIQE's model of good photographs (`niqe.json`): it is fitted to those of this repository, whose
/// origins and licences stand in `benchmarks/pictures/README.md`. To fit it anew: `./mvnw -pl quality -am
/// test -Dtest=NiqeModelTest -Dsurefire.failIfNoSpecifiedTests=false -Dazulejo.write=true`
class NiqeModelTest {
    private static final Path MODEL = Path.of("src/main/resources/dev/azulejo/quality/metric/natural/niqe.json");

    /// The least local contrast of a block, as a share of the image's greatest; below it, blocks are out of
    /// focus or empty. The paper has 0.75, and larger photographs: of these it would leave 94 blocks.
    private static final double LEAST_CONTRAST = 0.5;

    /// The photographs that show the world as people see it: neither microscope nor telescope, and no text.
    static final List<String> PHOTOGRAPHS = List.of(
            "docs/images/astronaut.png",
            "docs/images/chelsea.png",
            "docs/images/rocket.jpg",
            "benchmarks/pictures/photographs/coffee.png",
            "benchmarks/pictures/photographs/admiral.jpg",
            "benchmarks/pictures/photographs/bricks.jpg",
            "benchmarks/pictures/photographs/brook.jpg",
            "benchmarks/pictures/photographs/brushes.jpg",
            "benchmarks/pictures/photographs/cameraman.jpg",
            "benchmarks/pictures/photographs/dahlia.jpg",
            "benchmarks/pictures/photographs/dandelions.jpg",
            "benchmarks/pictures/photographs/drum.jpg",
            "benchmarks/pictures/photographs/fig.jpg",
            "benchmarks/pictures/photographs/grass.jpg",
            "benchmarks/pictures/photographs/gravel.jpg",
            "benchmarks/pictures/photographs/mountain.jpg",
            "benchmarks/pictures/photographs/path.jpg",
            "benchmarks/pictures/photographs/raccoon.jpg",
            "benchmarks/pictures/photographs/spaniels.jpg",
            "benchmarks/pictures/photographs/sunset.jpg",
            "benchmarks/pictures/photographs/temple.jpg");

    @Test
    void theModelIsFittedToPhotographsOfThisRepository() throws Exception {
        var features = new ArrayList<double[]>();
        for (var photograph : PHOTOGRAPHS) {
            features.addAll(features(photograph));
        }
        var fitted = Gaussian.of(features);
        if (Boolean.getBoolean("azulejo.write")) {
            write(fitted, features.size());
        }
        var model = new JsonMapper().readTree(Files.readString(MODEL));

        assertThat(model.path("blocks").intValue()).isEqualTo(features.size());
        // another decoder of JPEG may round a level otherwise
        assertClose(model.path("mean"), fitted.mean());
        for (int row = 0; row < fitted.mean().length; row++) {
            assertClose(model.path("covariance").path(row), fitted.covariance()[row]);
        }
    }

    private static void assertClose(JsonNode written, double[] fitted) {
        for (int i = 0; i < fitted.length; i++) {
            assertThat(written.path(i).doubleValue()).isCloseTo(fitted[i], within(0.01));
        }
    }

    private static List<double[]> features(String photograph) throws IOException, UnreadableImage {
        var pixels = Picture.whole(photograph);
        var size = pixels.bounds().size();
        var reader = new StripReader(new MemoryRows(pixels), size.height());
        var strip = reader.newStrip();
        var niqe = new Niqe(size, size.height());
        while (reader.next(strip)) {
            niqe.accept(strip);
        }
        return niqe.features(LEAST_CONTRAST);
    }

    private static void write(Gaussian fitted, int blocks) throws IOException {
        var json =
                "{\n \"about\": \"NIQE: features of blocks of 96x96 in good photographs, fitted by NiqeModelTest\",\n"
                        + " \"photographs\": [\n"
                        + PHOTOGRAPHS.stream().map("  \"%s\""::formatted).collect(Collectors.joining(",\n"))
                        + "\n ],\n \"blocks\": %d,\n \"mean\": %s,\n \"covariance\": [\n"
                                .formatted(blocks, row(fitted.mean()))
                        + Arrays.stream(fitted.covariance())
                                .map(row -> "  " + row(row))
                                .collect(Collectors.joining(",\n"))
                        + "\n ]\n}\n";
        Files.createDirectories(MODEL.getParent());
        Files.writeString(MODEL, json);
    }

    private static String row(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> String.format(Locale.ROOT, "%.9g", value))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
