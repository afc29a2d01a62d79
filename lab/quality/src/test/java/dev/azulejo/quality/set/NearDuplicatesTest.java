package dev.azulejo.quality.set;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.quality.metric.Thumbnail;
import dev.azulejo.quality.metric.rows.MemoryRows;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    /// A scene of squares of random greys, 12 each way.
    private static PixelBlock scene(int seed) {
        var random = new Random(seed);
        var greys = random.ints(144, 0, 256).toArray();
        var scene = PixelBlock.blank(new Size(240, 240), PixelFormat.rgb8());
        for (int i = 0; i < scene.samples().length; i++) {
            int x = i / 3 % 240;
            int y = i / 720;
            scene.samples()[i] = (byte) greys[y / 20 * 12 + x / 20];
        }
        return scene;
    }

    private static Thumbnail of(PixelBlock pixels) throws Exception {
        return Thumbnail.of(new MemoryRows(pixels));
    }

    @Test
    void twoOfOneSceneAreNamedAndOthersAreNot() throws Exception {
        var found = NearDuplicates.of(Map.of(
                "a.png", of(scene(1)),
                "b.png", of(scene(2)),
                "c.png", of(scene(1).crop(new Rect(4, 3, 236, 237))),
                "d.png", of(scene(3))));
        assertThat(found).singleElement().satisfies(pair -> {
            assertThat(pair.one()).isEqualTo("a.png");
            assertThat(pair.other()).isEqualTo("c.png");
            assertThat(pair.likeness()).isBetween(NearDuplicates.ALIKE, 1.0);
        });
    }
}
