package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Among results of photographs, one of which was compressed until it broke.
class EdgeCasesIT {
    @TempDir
    static Path folder;

    private static Azulejo azulejo = Azulejo.in(Path.of(System.getProperty("java.io.tmpdir")));

    @BeforeAll
    static void enlargeThem() throws IOException {
        azulejo = Azulejo.warm(folder);
        SampleSet.write(folder, 200, 4);
        var blocky = ImageIO.read(Checkout.ROOT
                .resolve("benchmarks/pictures/photographs/raccoon.jpg")
                .toFile());
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(0.02f);
        try (var out =
                ImageIO.createImageOutputStream(folder.resolve("blocky.jpg").toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(blocky, null, null), settings);
        } finally {
            writer.dispose();
        }
        azulejo.enhance("--recipe", "resize", "--percent", "200", "*.png", "blocky.jpg", "-o", "results");
        Files.writeString(folder.resolve("results/notes.png"), "not ours");
    }

    @Test
    void theBrokenOneStandsOutAndIsExportedWithConsentAlone() throws IOException {
        assertThat(azulejo.run("edge-cases", "results").out())
                .contains("17 results, ", "results/blocky.jpg: blockiness is ")
                .doesNotContain("notes.png");

        var without = azulejo.run("edge-cases", "results", "--export", "crops");
        assertThat(without.exitCode()).isEqualTo(Refusals.USAGE);
        assertThat(without.err()).contains("--export needs --consent");
        assertThat(folder.resolve("crops")).doesNotExist();

        var ended = azulejo.run("edge-cases", "results", "--export", "crops", "--consent", "Ada, contract 7");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        var set = new JsonMapper().readTree(folder.resolve("crops/set.json").toFile());
        assertThat(set.path("description").asText()).contains("Ada, contract 7");
        var ofBlocks = set.path("images")
                .valueStream()
                .filter(image -> image.path("origin").asText().equals("blockiness; Ada, contract 7"))
                .toList();
        assertThat(ofBlocks).hasSize(1);
        var crop = ImageIO.read(folder.resolve("crops")
                .resolve(ofBlocks.getFirst().path("file").asText())
                .toFile());
        assertThat(crop.getWidth()).isEqualTo(256);
        assertThat(azulejo.run("sets", "crops/set.json").exitCode()).isZero();
        assertThat(azulejo.run("edge-cases", "results", "--export", "crops", "--consent", "Ada")
                        .err())
                .contains("set.json exists");
    }

    @Test
    void amongAFewNothingStandsOut() {
        var ended = azulejo.run("edge-cases", "results/blocky.jpg", "coffee.png");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.outLines())
                .containsExactly("1 results, 0 of them stand out", "among fewer than 10 nothing stands out");
    }
}
