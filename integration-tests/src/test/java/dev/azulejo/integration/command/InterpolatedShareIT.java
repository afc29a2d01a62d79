package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much of an image SPAN was not believed about, in the words of the outcome.
class InterpolatedShareIT {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 60;

    @TempDir
    Path folder;

    @Test
    void isSaidInPercentWithWhatElseThereIsHoweverTheImageIsCut() throws IOException {
        Pictures.write(partlyStriped(), folder.resolve("stripes.png"));
        var whole = warning("whole");
        assertThat(whole)
                .matches(
                        "(2\\d|3\\d)\\.\\d % of the picture, such as text, thin lines or dithering, is too sharp for the model"
                                + " and was enlarged without it; other recipes: anime-x2, scan, resize");
        assertThat(warning("tiled", "--tile", "64", "--shard-tiles", "1", "--threads", "2"))
                .isEqualTo(whole);
    }

    private String warning(String name, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "enhance", "--recipe", "photo-x2", "stripes.png", "-o", name + ".png", "--report", name + ".json"));
        arguments.addAll(List.of(options));
        assertThat(Azulejo.warm(folder).run(arguments.toArray()).exitCode()).isZero();
        var rows = new JsonMapper().readTree(folder.resolve(name + ".json").toFile());
        assertThat(rows.get(0).path("warnings").size()).isEqualTo(1);
        return rows.get(0).path("warnings").get(0).asText();
    }

    /// Grey on the left; on the right stripes of one pixel each, black and white, too few to be warned of by
    /// themselves.
    private static BufferedImage partlyStriped() {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, x < WIDTH - WIDTH / 4 ? 0x808080 : x % 2 == 0 ? 0 : 0xffffff);
            }
        }
        return image;
    }
}
