package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.Clip;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a page of `azulejo compare` shows at 100 % and above is what the file has, pixel by pixel; and what is to be
/// seen through stands on a chequered board, nothing else.
class ExactPixelsIT {
    private static final int WIDTH = 301; // odd: half of what is left is no whole pixel
    private static final int HEIGHT = 197;

    @TempDir
    static Path folder;

    private static final BufferedImage NOISE = noise();

    @BeforeAll
    static void pagesOfNoiseAndOfWhatHasAlpha() {
        Pictures.write(NOISE, folder.resolve("noise.png"));
        Pictures.write(corner(NOISE), folder.resolve("corner.png"));
        var azulejo = Azulejo.warm(folder);
        azulejo.enhance("--recipe", "resize", "--percent", "100", "--format", "dzi", "corner.png");
        azulejo.enhance("--recipe", "resize", "--percent", "100", "--format", "iiif", "corner.png");
        azulejo.run("compare", "noise.png", "noise.png", "-o", "opaque.html");
        azulejo.run("compare", "noise.png", "corner.png", "-o", "image.html");
        azulejo.run("compare", "corner-resize-100pct.dzi", "corner-resize-100pct.dzi", "-o", "dzi.html");
        azulejo.run("compare", "corner-resize-100pct.iiif", "-o", "iiif.html");
    }

    private static BufferedImage noise() {
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return picture;
    }

    private static BufferedImage corner(BufferedImage opaque) {
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        picture.createGraphics().drawImage(opaque, 0, 0, null);
        for (int y = 0; y < HEIGHT / 2; y++) {
            for (int x = 0; x < WIDTH / 2; x++) {
                picture.setRGB(x, y, 0);
            }
        }
        return picture;
    }

    private static void open(Page page, String name, int images) {
        page.navigate(folder.resolve(name).toUri().toString());
        page.waitForFunction("images => stage.dataset.loaded === String(images)", images);
        page.addStyleTag(new Page.AddStyleTagOptions().setContent("#line, #grip, .tag { visibility: hidden }"));
    }

    /// The stage's pixels of the screen.
    private static BufferedImage stage(Page page) {
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))");
        var box = page.locator("#stage").boundingBox();
        return Pictures.decoded(
                page.screenshot(new ScreenshotOptions().setClip(new Clip(box.x, box.y, box.width, box.height))));
    }

    /// Where the picture's left upper corner is, in pixels of the screen.
    private static int corner(Page page, String side, Device device) {
        double corner = ((Number) page.evaluate("side => view.corner[side]", side)).doubleValue() * device.density();
        assertThat(corner).as("on a pixel of the screen").isEqualTo(Math.rint(corner));
        return (int) corner;
    }

    @ParameterizedTest
    @CsvSource({
        "image.html, DESKTOP, 1", "image.html, DESKTOP, 2", "image.html, PHONE, 1", "image.html, PHONE, 2",
        "dzi.html, DESKTOP, 1", "dzi.html, DESKTOP, 2", "dzi.html, PHONE, 1", "dzi.html, PHONE, 2",
    })
    void fromAHundredPercentOnPixelsAreThoseOfTheFile(String name, Device device, int times) {
        InBrowser.run(device, page -> {
            open(page, name, 2);
            page.keyboard().press("1");
            for (int power = 1; power < times; power *= 2) {
                page.keyboard().press("+");
            }
            assertThat(page.locator("#percent").textContent()).isEqualTo(100 * times + " %");
            var shown = stage(page);
            int left = corner(page, "left", device);
            int top = corner(page, "top", device);
            int line = (int) Math.rint(((Number) page.evaluate("() => divider.x")).doubleValue() * device.density());
            for (int y = Math.max(0, top); y < Math.min(shown.getHeight(), top + times * HEIGHT); y++) {
                for (int x = Math.max(0, left); x < Math.min(shown.getWidth(), left + times * WIDTH); x++) {
                    int column = (x - left) / times;
                    int row = (y - top) / times;
                    boolean isByTheLine =
                            Math.abs(x + 0.5 - line) < 2; // which lies over it, when it is not hidden for us
                    if (!isByTheLine && (column >= WIDTH / 2 || row >= HEIGHT / 2)) {
                        assertThat(shown.getRGB(x, y))
                                .as("%d, %d of the picture", column, row)
                                .isEqualTo(NOISE.getRGB(column, row));
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsChequeredButWhatIsToBeSeenThrough(Device device) {
        InBrowser.run(device, page -> {
            open(page, "opaque.html", 2);
            assertThat(page.locator("#board").isVisible()).isFalse();
            assertThat(around(page, device)).as("around the picture").hasSize(1);
        });
        InBrowser.run(device, page -> {
            open(page, "dzi.html", 2);
            assertThat(around(page, device)).as("around the picture").hasSize(1);
            assertThat(within(page, device))
                    .as("under what is to be seen through")
                    .hasSize(2);
        });
    }

    /// A client of IIIF asks for JPEG tiles unless the index says otherwise, and it does.
    @ParameterizedTest
    @ValueSource(strings = {"iiif.html"})
    void tilesOfPngAreFoundByIiif(String name) {
        InBrowser.run(page -> {
            open(page, name, 1);
            page.keyboard().press("1");
            var shown = stage(page);
            int left = corner(page, "left", Device.DESKTOP);
            int top = corner(page, "top", Device.DESKTOP);
            assertThat(shown.getRGB(left + 200, top + 150)).isEqualTo(NOISE.getRGB(200, 150));
        });
    }

    private static Set<Integer> around(Page page, Device device) {
        page.keyboard().press("0");
        var shown = stage(page);
        int left = corner(page, "left", device);
        int top = corner(page, "top", device);
        assertThat(Math.max(left, top)).isGreaterThan(20);
        return colours(shown, 0, 0, left > 20 ? left - 1 : shown.getWidth(), left > 20 ? shown.getHeight() : top - 1);
    }

    /// In the corner that was cut out.
    private static Set<Integer> within(Page page, Device device) {
        var shown = stage(page);
        int left = corner(page, "left", device);
        int top = corner(page, "top", device);
        double scale = ((Number) page.evaluate("() => view.state.scale")).doubleValue() * device.density();
        // But for the last two pixels, which are a mixture; and between squares there is a row of one.
        return colours(shown, left + 1, top + 1, (int) (left + scale * (WIDTH / 2 - 2)), (int)
                (top + scale * (HEIGHT / 2 - 2)));
    }

    private static Set<Integer> colours(BufferedImage shown, int left, int top, int right, int bottom) {
        var colours = new HashSet<Integer>();
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                colours.add(shown.getRGB(x, y));
            }
        }
        return colours;
    }
}
