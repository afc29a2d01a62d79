package dev.azulejo.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.pixels.Planes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/// Planes to run models on, and the models of this repository.
public final class TestImages {
    public static final Path MODELS = Path.of("..", "models");

    private TestImages() {}

    /// The models of this repository that promise exact tiles.
    public static List<ModelCard> exactModels(ModelFolder models) {
        return models.cards().stream()
                .filter(card -> card.receptiveField() instanceof ReceptiveField.Radius)
                .toList();
    }

    /// Noise as strong as in a noisy photograph: with more, SPAN leaves the range of its numbers.
    public static Planes noise(int width, int height) {
        var random = new Random(31L * width + height);
        var planes = Planes.allocate(width, height, 3);
        for (int index = 0; index < planes.samples().capacity(); index++) {
            planes.samples().put(index, (112 + random.nextInt(32)) / 255f);
        }
        return planes;
    }

    /// A part from the middle of the cat: fur, whiskers, an eye.
    public static Planes photograph(int width, int height) throws IOException {
        var image = ImageIO.read(Path.of("..", "docs", "images", "chelsea.png").toFile());
        var planes = Planes.allocate(width, height, 3);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = image.getRGB(150 + x, 80 + y);
                for (int band = 0; band < 3; band++) {
                    set(planes, band, x, y, (rgb >> (16 - 8 * band) & 0xff) / 255f);
                }
            }
        }
        return planes;
    }

    public static void set(Planes planes, int band, int x, int y, float sample) {
        planes.samples().put(band * planes.planeLength() + y * planes.width() + x, sample);
    }

    public static Planes crop(Planes image, Rect rect) {
        var cropped = Planes.allocate(rect.width(), rect.height(), image.bands());
        paste(image, rect, cropped, new Rect(0, 0, rect.width(), rect.height()));
        return cropped;
    }

    /// Copies `from` of `source` to `to` of `target`, which has the same shape.
    public static void paste(Planes source, Rect from, Planes target, Rect to) {
        for (int band = 0; band < source.bands(); band++) {
            for (int y = 0; y < from.height(); y++) {
                for (int x = 0; x < from.width(); x++) {
                    set(target, band, to.left() + x, to.top() + y, source.at(band, from.left() + x, from.top() + y));
                }
            }
        }
    }

    public static float[] floats(Planes planes) {
        var floats = new float[planes.planeLength() * planes.bands()];
        planes.samples().get(0, floats);
        return floats;
    }

    /// The largest difference between equally many samples. (Printing thousands that differ would take
    /// minutes.)
    public static float largestDifference(float[] ours, float[] theirs) {
        assertThat(ours.length).isEqualTo(theirs.length);
        float largest = 0;
        for (int i = 0; i < ours.length; i++) {
            largest = Math.max(largest, Math.abs(ours[i] - theirs[i]));
        }
        return largest;
    }
}
