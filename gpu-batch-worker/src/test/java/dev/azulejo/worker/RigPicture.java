package dev.azulejo.worker;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// A photograph of 27 megapixels with few different tiles, so that the model needs to run on few: 4 by 4
/// tiles of the photographs in `docs/images`, repeated.
final class RigPicture {
    private static final int COLUMNS = 12;
    private static final int ROWS = 8;
    /// The step from tile to tile of span-x2 on a GPU, and what the last one sees beyond.
    private static final int STEP = 528;

    private static final int MARGIN = 48;
    private static final int PERIOD = 4 * STEP;

    private RigPicture() {}

    static PixelBlock of(Path folder) throws IOException {
        var base = new BufferedImage(PERIOD, PERIOD, BufferedImage.TYPE_INT_RGB);
        var graphics = base.createGraphics();
        for (int left = 0; left < PERIOD; ) {
            for (var name : new String[] {"astronaut.png", "chelsea.png", "rocket.jpg"}) {
                var photograph = ImageIO.read(folder.resolve(name).toFile());
                for (int top = 0; top < PERIOD; top += photograph.getHeight()) {
                    graphics.drawImage(photograph, left, top, null);
                }
                left += photograph.getWidth();
            }
        }
        graphics.dispose();
        var picture = PixelBlock.blank(new Size(COLUMNS * STEP + MARGIN, ROWS * STEP + MARGIN), PixelFormat.rgb8());
        int at = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int rgb = base.getRGB(x % PERIOD, y % PERIOD);
                picture.samples()[at++] = (byte) (rgb >> 16);
                picture.samples()[at++] = (byte) (rgb >> 8);
                picture.samples()[at++] = (byte) rgb;
            }
        }
        return picture;
    }
}
