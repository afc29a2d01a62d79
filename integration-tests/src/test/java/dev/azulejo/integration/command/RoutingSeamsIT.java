package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where one way of enlarging takes over from another there is no step that the picture does not have, by the product's
/// own measure.
class RoutingSeamsIT {
    /// Of a stripe of one kind: blocks of 16 pixels, so borders of routing lie at multiples of it.
    private static final int STRIPE = 96;

    private static final int STRIPES = 6;
    private static final int HEIGHT = 192;

    @TempDir
    Path folder;

    @Test
    void noneIsSeenBetweenThreeKinds() throws IOException {
        Pictures.write(stripes(), folder.resolve("stripes.png"));
        var outcome = json("enhance", "stripes.png", "-o", "auto.png", "--quiet", "--json");
        var kinds = new ArrayList<String>();
        outcome.path("outcome").path("picture").path("kinds").fieldNames().forEachRemaining(kinds::add);
        assertThat(kinds).containsExactlyInAnyOrder("photograph", "drawing", "pattern");

        json("enhance", "stripes.png", "-o", "plain.png", "--recipe", "photo-x2", "--quiet", "--json");
        for (int border : List.of(2 * STRIPE, 32)) { // of stripes, and of the blocks that have kinds
            var scores = json("metrics", "plain.png", "auto.png", "--tile", String.valueOf(border), "--json");
            assertThat(scores.path("seam_energy").doubleValue())
                    .as("every %d columns", border)
                    .isLessThan(1);
        }
    }

    private JsonNode json(String... arguments) throws IOException {
        var ended = Azulejo.warm(folder).run((Object[]) arguments);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return new JsonMapper().readTree(ended.out().strip());
    }

    /// A photograph, letters and dithering in turn, three pixels apart from the borders of blocks, so that no edge of
    /// the picture lies where one of routing could.
    private static BufferedImage stripes() {
        var cat = Pictures.cat(240, HEIGHT);
        var picture = new BufferedImage(STRIPES * STRIPE, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = switch ((x + 5) / STRIPE % 3) {
                    case 0 -> cat.getRGB(x % 240, y);
                    case 1 -> (x + 2 * y) % 23 < 3 || y % 29 < 2 ? 0x101010 : 0xffffff;
                    default -> (x + y) % 2 == 0 || (x % 4 == 0 && y % 4 == 1) ? 0xffffff : 0x202080;
                };
                picture.setRGB(x, y, rgb);
            }
        }
        return picture;
    }
}
