package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.zip.ZipFile;

/// Pyramids of two pictures, each of four quarters that have a colour of their own.
final class QuarteredPyramids {
    static final Color[] BEFORE = {Color.RED, Color.GREEN, Color.BLUE, Color.GRAY};
    static final Color[] AFTER = {Color.CYAN, Color.MAGENTA, Color.YELLOW, Color.WHITE};
    private static final int MOST_OFF = 12; // JPEG, and the model

    private QuarteredPyramids() {}

    /// `before.png`, `after.png`, and of these `{name}-resize-200pct` as `.szi` and `.dzi`, that of after as `.iiif`.
    static void write(Path folder) throws IOException {
        Pictures.write(quarters(BEFORE), folder.resolve("before.png"));
        Pictures.write(quarters(AFTER), folder.resolve("after.png"));
        var azulejo = Azulejo.warm(folder);
        azulejo.enhance("--recipe", "resize", "--percent", "200", "--format", "szi", "before.png", "after.png");
        azulejo.enhance("--recipe", "resize", "--percent", "200", "--format", "iiif", "after.png");
        unzip(folder, "before-resize-200pct");
        unzip(folder, "after-resize-200pct");
        comment(folder, "after-resize-200pct");
    }

    /// A zip may end in a comment, and that may look like the end of a zip.
    private static void comment(Path folder, String name) throws IOException {
        var file = folder.resolve(name + ".szi");
        byte[] zip = Files.readAllBytes(file);
        byte[] comment = ("PK\5\6" + "\0".repeat(40)).getBytes(StandardCharsets.ISO_8859_1);
        zip[zip.length - 2] = (byte) comment.length;
        Files.write(file, zip);
        Files.write(file, comment, StandardOpenOption.APPEND);
    }

    /// The files of Deep Zoom are those in the zip; `PyramidIT` compares them with what `--format dzi` gives.
    private static void unzip(Path folder, String name) throws IOException {
        try (var zip = new ZipFile(folder.resolve(name + ".szi").toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                var file = folder.resolve(entry.getName().substring(name.length() + 1));
                Files.createDirectories(file.getParent());
                Files.write(file, zip.getInputStream(entry).readAllBytes());
            }
        }
    }

    /// From the left to the right, the upper ones first.
    private static BufferedImage quarters(Color[] colours) {
        var picture = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        var canvas = picture.createGraphics();
        for (int i = 0; i < colours.length; i++) {
            canvas.setColor(colours[i]);
            canvas.fillRect(i % 2 * 160, i / 2 * 100, 160, 100);
        }
        return picture;
    }

    /// @param x part of the stage's width
    /// @param y part of its height
    static void assertColour(Page page, BufferedImage screenshot, double x, double y, Color expected) {
        var stage = page.locator("#stage").boundingBox();
        var shown = new Color(screenshot.getRGB((int) (stage.x + x * stage.width), (int) (stage.y + y * stage.height)));
        assertThat(Math.abs(shown.getRed() - expected.getRed()) <= MOST_OFF
                        && Math.abs(shown.getGreen() - expected.getGreen()) <= MOST_OFF
                        && Math.abs(shown.getBlue() - expected.getBlue()) <= MOST_OFF)
                .as("at %s, %s: %s, expected %s", x, y, shown, expected)
                .isTrue();
    }
}
