package dev.azulejo.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.quality.edge.Described;
import dev.azulejo.quality.edge.EdgeCases;
import dev.azulejo.quality.metric.rows.MemoryRows;
import dev.azulejo.quality.metric.score.Metric;
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
import org.junit.jupiter.api.Test;

/// Checks that blocks stand out in the pictures of this repository if there are some, and only then:
/// photographs, drawings and patterns, of which every tenth was saved as JPEG of low quality.
class BlocksOnPicturesTest {
    private static final float QUALITY = 0.15f;
    private static final int TENTH = 10;

    @Test
    void blocksStandOutWhereThereAreSome() throws Exception {
        var files = files();
        assertThat(files).hasSizeGreaterThan(40);
        var good = new ArrayList<Double>();
        var bad = new ArrayList<Double>();
        for (var file : files) {
            var clean = BicubicReduction.reduce(BicubicReduction.whole(Picture.whole(file), 2), 2);
            good.add(blockiness(clean));
            bad.add(blockiness(saved(clean)));
        }
        long found = 0;
        for (int round = 0; round < TENTH; round++) {
            var results = new ArrayList<Described>();
            for (int i = 0; i < files.size(); i++) {
                boolean isBad = i % TENTH == round;
                results.add(new Described(
                        (isBad ? "bad " : "good ") + files.get(i),
                        List.of(),
                        Map.of(Metric.BLOCKINESS, isBad ? bad.get(i) : good.get(i))));
            }
            var out = EdgeCases.of(results).stream()
                    .map(edge -> edge.result().name())
                    .collect(Collectors.toSet());
            assertThat(count(out, "good benchmarks/pictures/photographs"))
                    .as("false alarms: %s", out)
                    .isZero();
            assertThat(count(out, "good benchmarks/pictures/drawn"))
                    .as("false alarms, but for two pages whose letters and cells lie on a grid: %s", out)
                    .isLessThanOrEqualTo(2);
            found += count(out, "bad");
        }
        assertThat(found / (double) files.size())
                .as("%d of %d", found, files.size())
                .isGreaterThan(0.6);
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
            try (Stream<Path> all = Files.list(Path.of("../..").resolve(folder))) {
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
