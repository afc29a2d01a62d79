package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.azulejo.integration.command.Fingers.Place;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.IntPredicate;

/// A picture that tells on a screenshot where it lies: a plain ground with a red and a blue square.
final class MarkedPicture {
    static final int WIDTH = 2000;
    static final int HEIGHT = 1400;
    static final int MARK = 40;
    static final Color RED = Color.RED;
    static final Color BLUE = Color.BLUE;
    private static final Place RED_AT = new Place(600, 500);
    private static final Place BLUE_AT = new Place(1300, 900);
    private static final Color BEFORE = new Color(70, 90, 70);
    private static final Color AFTER = new Color(150, 180, 150);
    private static final int HALF = 127;
    private static final int MOST_OFF = 25; // JPEG, and pixels that two share; the line's shadow is darker by more

    private MarkedPicture() {}

    /// Half as large as [#after].
    static BufferedImage before() {
        return drawn(2, BEFORE);
    }

    static BufferedImage after() {
        return drawn(1, AFTER);
    }

    private static BufferedImage drawn(int reduction, Color ground) {
        var picture = new BufferedImage(WIDTH / reduction, HEIGHT / reduction, BufferedImage.TYPE_INT_RGB);
        var canvas = picture.createGraphics();
        canvas.scale(1.0 / reduction, 1.0 / reduction);
        canvas.setColor(ground);
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        mark(canvas, RED, RED_AT);
        mark(canvas, BLUE, BLUE_AT);
        return picture;
    }

    private static void mark(Graphics2D canvas, Color colour, Place middle) {
        canvas.setColor(colour);
        canvas.fillRect((int) middle.x() - MARK / 2, (int) middle.y() - MARK / 2, MARK, MARK);
    }

    /// A mark on the screen, in CSS pixels.
    record Mark(Place middle, double side) {}

    /// What a page shows.
    record Shown(BufferedImage screenshot, int density) {
        static Shown of(Page page, Device device) {
            page.evaluate("() => new Promise(drawn =>"
                    + " requestAnimationFrame(() => requestAnimationFrame(() => drawn())))");
            var shown = Pictures.decoded(page.screenshot());
            var pixels = new BufferedImage(shown.getWidth(), shown.getHeight(), BufferedImage.TYPE_INT_RGB);
            pixels.createGraphics().drawImage(shown, 0, 0, null); // whose pixels are read sooner than a PNG's
            return new Shown(pixels, device.density());
        }

        /// Its middle is that of its colour, since pixels at its edges are mixtures.
        Mark mark(Color colour) {
            int left = Integer.MAX_VALUE;
            int right = -1;
            double weight = 0;
            double across = 0;
            double down = 0;
            for (int y = 0; y < screenshot.getHeight(); y++) {
                for (int x = 0; x < screenshot.getWidth(); x++) {
                    int strength = strength(colour, screenshot.getRGB(x, y));
                    if (strength > HALF) {
                        left = Math.min(left, x);
                        right = Math.max(right, x + 1);
                        weight += strength;
                        across += strength * (x + 0.5);
                        down += strength * (y + 0.5);
                    }
                }
            }
            assertThat(weight).as("%s is on the screen", colour).isPositive();
            return new Mark(
                    new Place(across / weight / density, down / weight / density), (right - left) / (double) density);
        }

        /// 255 for the colour of a mark, next to nothing for greys.
        private static int strength(Color mark, int rgb) {
            int red = rgb >> 16 & 0xff;
            int green = rgb >> 8 & 0xff;
            int blue = rgb & 0xff;
            return mark.equals(RED) ? red - Math.max(green, blue) : blue - Math.max(green, red);
        }

        /// Where before ends and after begins, at that height; the middle of what the line itself covers.
        double line(double y) {
            int row = (int) (y * density);
            double before = last(x -> isLike(BEFORE, screenshot.getRGB(x, row)));
            double after = screenshot.getWidth()
                    - 1
                    - last(x -> isLike(AFTER, screenshot.getRGB(screenshot.getWidth() - 1 - x, row)));
            return (before + 1 + after) / 2 / density;
        }

        private int last(IntPredicate found) {
            int last = -1;
            for (int x = 0; x < screenshot.getWidth(); x++) {
                last = found.test(x) ? x : last;
            }
            assertThat(last).as("both sides of the line are on the screen").isNotNegative();
            return last;
        }

        private static boolean isLike(Color colour, int rgb) {
            var shown = new Color(rgb);
            return Math.abs(shown.getRed() - colour.getRed()) <= MOST_OFF
                    && Math.abs(shown.getGreen() - colour.getGreen()) <= MOST_OFF
                    && Math.abs(shown.getBlue() - colour.getBlue()) <= MOST_OFF;
        }
    }
}
