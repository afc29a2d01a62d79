package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The smallest, the narrowest and the widest images that there are, and those that are a little too wide.
class ExtremesIT {
    private static final int FRAME_HEADER = 0xc0;

    @TempDir
    Path folder;

    private Azulejo azulejo;

    @BeforeEach
    void azulejo() {
        azulejo = Azulejo.warm(folder);
    }

    private static BufferedImage picture(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, (x * 0x010305 + y * 0x050301) & 0xffffff);
            }
        }
        return picture;
    }

    private void assertSize(String result, int width, int height) throws IOException {
        try (var in = ImageIO.createImageInputStream(folder.resolve(result).toFile())) {
            var reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            assertThat(reader.getWidth(0)).as(result).isEqualTo(width);
            assertThat(reader.getHeight(0)).as(result).isEqualTo(height);
            assertThat(reader.read(0).getHeight()).as("all rows of " + result).isEqualTo(height);
        }
    }

    @Test
    void onePixelAndOneRowAndOneColumn() throws IOException {
        Pictures.write(picture(1, 1), folder.resolve("in/dot.png"));
        Pictures.write(picture(1, 1), folder.resolve("in/dot.jpg"));
        Pictures.write(picture(1, 100_000), folder.resolve("in/column.png"));
        Pictures.write(picture(100_000, 1), folder.resolve("in/row.png"));
        azulejo.enhance("in", "-o", "out", "--recipe", "photo-x2");
        assertSize("out/dot.png", 2, 2);
        assertSize("out/dot.jpg", 2, 2);
        assertSize("out/column.png", 2, 200_000);
        assertSize("out/row.png", 200_000, 2);
    }

    @Test
    void theWidestJpegIsReadAndItsResultIsOfferedInAnotherFormat() throws IOException {
        Pictures.write(picture(65_500, 1), folder.resolve("wide.jpg"));
        azulejo.enhance("wide.jpg", "-o", "wide.png", "--recipe", "photo-x2");
        assertSize("wide.png", 131_000, 2);
        assertRefused(
                azulejo.run("enhance", "wide.jpg", "-o", "out.jpg", "--recipe", "photo-x2"),
                BAD_IMAGE,
                "131,000 pixels a side, jpeg ends at 65,500",
                "--format png");
    }

    /// The standard allows 65,535 pixels, libjpeg 65,500.
    @Test
    void aJpegThatIsWiderThanLibjpegReadsIsRefusedWithWhatToDo() throws IOException {
        var bytes = Pictures.encoded(picture(65_500, 1), "jpg");
        int frame = 0;
        while (bytes[frame] != (byte) 0xff || bytes[frame + 1] != (byte) FRAME_HEADER) {
            frame++;
        }
        bytes[frame + 7] = (byte) (65_535 >> 8);
        bytes[frame + 8] = (byte) 65_535;
        Files.write(folder.resolve("wider.jpg"), bytes);
        assertRefused(
                azulejo.run("enhance", "wider.jpg", "-o", "out.png"),
                BAD_IMAGE,
                "more than 65,500 pixels a side, which libjpeg does not read; save it as PNG or TIFF");
    }

    @Test
    void aSideThatIsLongerThanTheLimitIsRefusedUntilTheLimitIsRaised() throws IOException {
        Pictures.write(picture(3_001, 1), folder.resolve("long.png"));
        var limited = azulejo.with("AZULEJO_MAX_SIDE", "3k");
        assertRefused(
                limited.run("enhance", "long.png", "-o", "out.png", "--recipe", "photo-x2"),
                BAD_IMAGE,
                "is 3001x1 pixels, the longest side may have 3,000",
                "or raise max-side");
        limited.enhance("long.png", "-o", "out.png", "--recipe", "photo-x2", "--max-side", "4k");
        assertSize("out.png", 6_002, 2);
    }
}
