package dev.azulejo.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.quality.edge.Described;
import dev.azulejo.quality.edge.EdgeCases;
import dev.azulejo.quality.set.BicubicReduction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether blocks stand out in the pictures of this repository where there are some, and only there: photographs,
/// drawings and patterns, of which every fifth was saved as JPEG of low quality.
class BlocksOnPicturesTest {
    private static final float QUALITY = 0.15f;
    private static final int FIFTH = 5;

    @ParameterizedTest(name = "from {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void blocksStandOutWhereThereAreSome(int first) throws Exception {
        var files = files();
        assertThat(files).hasSizeGreaterThan(40);
        var results = new ArrayList<Described>();
        for (int i = 0; i < files.size(); i++) {
            var clean = BicubicReduction.reduce(BicubicReduction.whole(Picture.whole(files.get(i)), 2), 2);
            boolean bad = i % FIFTH == first;
            double blockiness = blockiness(bad ? saved(clean) : clean);
            results.add(new Described(
                    (bad ? "bad " : "good ") + files.get(i), List.of(), Map.of(Metric.BLOCKINESS, blockiness)));
        }
        var out =
                EdgeCases.of(results).stream().map(edge -> edge.result().name()).collect(Collectors.toSet());
        assertThat(count(out, "good")).as("false alarms: %s", out).isLessThanOrEqualTo(2);
        long bad = results.stream().filter(its -> its.name().startsWith("bad")).count();
        assertThat(count(out, "bad") / (double) bad)
                .as("found of %d: %s", bad, out)
                .isGreaterThanOrEqualTo(0.75);
    }

    private static long count(Set<String> names, String kind) {
        return names.stream().filter(name -> name.startsWith(kind)).count();
    }

    private static double blockiness(PixelBlock pixels) throws Exception {
        return Metrics.describe(new MemoryRows(pixels)).value(Metric.BLOCKINESS).orElseThrow();
    }

    private static List<String> files() throws IOException {
        var files = new ArrayList<String>();
        for (var folder :
                List.of("benchmarks/pictures/photographs", "benchmarks/pictures/drawn", "benchmarks/pictures/pixels")) {
            try (Stream<Path> all = Files.list(Path.of("..").resolve(folder))) {
                all.map(file -> folder + "/" + file.getFileName()).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private static PixelBlock saved(PixelBlock pixels) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var options = writer.getDefaultWriteParam();
            options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            options.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(Picture.image(pixels), null, null), options);
        } finally {
            writer.dispose();
        }
        return Picture.pixels(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
