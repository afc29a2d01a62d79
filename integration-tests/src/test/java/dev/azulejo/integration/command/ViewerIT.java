package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.LoadState;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The viewer of pyramids, in a real browser: what it shows, by the colours in its screenshots, which are kept
/// in `target/viewer`.
class ViewerIT {
    private static final Path SCREENSHOTS = Path.of("target", "viewer");
    private static final Color[] BEFORE = {Color.RED, Color.GREEN, Color.BLUE, Color.GRAY};
    private static final Color[] AFTER = {Color.CYAN, Color.MAGENTA, Color.YELLOW, Color.WHITE};
    private static final int MOST_OFF = 12; // JPEG, and the model

    @TempDir
    static Path folder;

    @BeforeAll
    static void twoPicturesOfFourColours() throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Pictures.write(quarters(BEFORE), folder.resolve("before.png"));
        Pictures.write(quarters(AFTER), folder.resolve("after.png"));
        var azulejo = Azulejo.in(folder);
        azulejo.enhance("--recipe", "resize", "--percent", "200", "--format", "szi", "before.png", "after.png");
        azulejo.enhance("--recipe", "resize", "--percent", "200", "--format", "iiif", "after.png");
        unzip("before-resize-200pct");
        unzip("after-resize-200pct");
    }

    /// The files of Deep Zoom are those in the zip; `PyramidIT` compares them with what `--format dzi` gives.
    private static void unzip(String name) throws IOException {
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

    private static Path page(String... pyramids) {
        var arguments = new ArrayList<Object>(List.of("compare"));
        arguments.addAll(List.of(pyramids));
        var name = Azulejo.in(folder).run(arguments.toArray()).outLines().getFirst();
        return folder.resolve(name);
    }

    private static List<String> complaintsOf(Page page) {
        var complaints = new ArrayList<String>();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (request.url().startsWith("http") && !request.url().startsWith("http://127.0.0.1")) {
                complaints.add(request.url());
            }
        });
        return complaints;
    }

    /// What the page shows when all tiles are there and nothing moves.
    private static BufferedImage screenshot(Page page, int images, String name) {
        page.waitForFunction("""
                images => stage.dataset.loaded === String(images)
                    && Math.abs(viewer.viewport.getZoom(true) / viewer.viewport.getZoom(false) - 1) < 1e-6
                """, images);
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))");
        return Pictures.decoded(page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png"))));
    }

    /// @param x part of the stage's width
    /// @param y part of its height
    private static void assertColour(Page page, BufferedImage screenshot, double x, double y, Color expected) {
        var stage = page.locator("#stage").boundingBox();
        var shown = new Color(screenshot.getRGB((int) (stage.x + x * stage.width), (int) (stage.y + y * stage.height)));
        assertThat(Math.abs(shown.getRed() - expected.getRed()) <= MOST_OFF
                        && Math.abs(shown.getGreen() - expected.getGreen()) <= MOST_OFF
                        && Math.abs(shown.getBlue() - expected.getBlue()) <= MOST_OFF)
                .as("at %s, %s: %s, expected %s", x, y, shown, expected)
                .isTrue();
    }

    private static void moveSlider(Page page, double percent) {
        page.locator("#slider")
                .evaluate(
                        "(slider, percent) => { slider.value = percent;"
                                + " slider.dispatchEvent(new Event('input')); }",
                        percent);
    }

    @Test
    void theLineDividesTwoPyramidsAtAnyZoomFromADisk() {
        var file = page("before-resize-200pct.dzi", "after-resize-200pct.dzi");
        assertThat(file).hasFileName("after-resize-200pct-compare.html");
        InBrowser.run(page -> {
            var complaints = complaintsOf(page);
            page.navigate(file.toUri().toString());
            assertThat(page.locator("header").textContent()).contains("before-resize-200pct.dzi", "640x400");

            var fit = screenshot(page, 2, "fit");
            assertColour(page, fit, 0.25, 0.4, BEFORE[0]);
            assertColour(page, fit, 0.49, 0.6, BEFORE[2]);
            assertColour(page, fit, 0.51, 0.4, AFTER[1]);
            assertColour(page, fit, 0.75, 0.6, AFTER[3]);

            page.locator("#in").click();
            page.locator("#in").click();
            moveSlider(page, 25);
            var near = screenshot(page, 2, "near");
            assertColour(page, near, 0.24, 0.1, BEFORE[0]);
            assertColour(page, near, 0.26, 0.1, AFTER[0]);
            assertColour(page, near, 0.24, 0.9, BEFORE[2]);
            assertColour(page, near, 0.52, 0.9, AFTER[3]);

            var grip = page.locator("#grip").boundingBox();
            var stage = page.locator("#stage").boundingBox();
            page.mouse().move(grip.x + grip.width / 2, grip.y + grip.height / 2);
            page.mouse().down();
            page.mouse().move(stage.x + stage.width * 0.75, grip.y);
            page.mouse().up();
            var dragged = screenshot(page, 2, "dragged");
            assertColour(page, dragged, 0.74, 0.1, BEFORE[1]);
            assertColour(page, dragged, 0.76, 0.1, AFTER[1]);

            page.locator("#slider").focus();
            page.keyboard().press("Home");
            assertColour(page, screenshot(page, 2, "home"), 0.02, 0.1, AFTER[0]);
            page.keyboard().press("End");
            assertColour(page, screenshot(page, 2, "end"), 0.98, 0.1, BEFORE[1]);
            assertThat(complaints).isEmpty();
        });
    }

    @Test
    void aZipIsReadByRangesFromAServerAndFromADiskWhenItIsChosen() throws IOException {
        var file = page("before-resize-200pct.szi", "after-resize-200pct.szi");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", ViewerIT::serve);
        server.start();
        try {
            InBrowser.run(page -> {
                var complaints = complaintsOf(page);
                var root = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
                page.navigate(root + file.getFileName());
                assertDivided(page, "szi-served");

                page.navigate(file.toUri().toString());
                assertThat(page.locator("#wish").textContent())
                        .startsWith("Choose before-resize-200pct.szi and after-resize-200pct.szi, or drop it here");
                page.locator("#picker").setInputFiles(folder.resolve("before.png"));
                assertThat(page.locator("#problem").textContent()).isEqualTo("before.png is not asked for");
                page.locator("#picker").setInputFiles(folder.resolve("after-resize-200pct.szi"));
                page.locator("#picker").setInputFiles(folder.resolve("before-resize-200pct.szi"));
                assertDivided(page, "szi-chosen");
                assertThat(complaints).isEmpty();
            });
        } finally {
            server.stop(0);
        }
    }

    private static void assertDivided(Page page, String name) {
        var fit = screenshot(page, 2, name);
        assertColour(page, fit, 0.25, 0.4, BEFORE[0]);
        assertColour(page, fit, 0.75, 0.6, AFTER[3]);
    }

    @Test
    void onePyramidIsShownAlone() {
        InBrowser.run(page -> {
            page.navigate(page("after-resize-200pct.iiif").toUri().toString());
            var alone = screenshot(page, 1, "alone");
            assertColour(page, alone, 0.25, 0.4, AFTER[0]);
            assertColour(page, alone, 0.5 + 0.01, 0.6, AFTER[3]);
            assertThat(page.locator("#line").isVisible()).isFalse();
        });
    }

    /// Whoever made the pyramid learns not who looks at it: neither by what its index says, nor by what is put into the
    /// page afterwards.
    @ParameterizedTest
    @ValueSource(strings = {"http://iiif.io/api/image/2/context.json", "http://iiif.io/api/image/3/context.json"})
    void noOtherHostIsAsked(String context) throws IOException {
        var asked = new CopyOnWriteArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            var host = "http://127.0.0.1:" + server.getAddress().getPort();
            var index = (ObjectNode) new JsonMapper()
                    .readTree(
                            folder.resolve("after-resize-200pct.iiif/info.json").toFile());
            index.put("@context", context).put("tilesUrl", host).put("url", host);
            for (var name : List.of("id", "@id", "identifier", "tileSource")) {
                index.put(name, host + "/track");
            }
            var pyramid = Files.createDirectories(folder.resolve("tracking.iiif"));
            Files.writeString(pyramid.resolve("info.json"), index.toString());
            var file = page("tracking.iiif");
            InBrowser.run(page -> {
                page.onRequest(request -> {
                    if (!request.url().matches("(file|data|blob):.*")) {
                        asked.add(request.url());
                    }
                });
                page.navigate(file.toUri().toString());
                page.waitForFunction("() => shown.length === 1");
                page.waitForLoadState(LoadState.NETWORKIDLE);
                assertThat(asked).isEmpty();
                page.evaluate("""
                        host => new Promise(ended => {
                          const image = new Image();
                          image.onload = image.onerror = ended;
                          image.src = host + '/image';
                        }).then(() => fetch(host + '/fetch').catch(() => {}))
                        """, host);
            });
            assertThat(asked)
                    .as("what came there: the browser also tells of what the policy kept back")
                    .noneMatch(address -> address.startsWith("/"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatCannotBeShownIsSaid() throws IOException {
        Files.writeString(folder.resolve("empty.dzi"), "<Image Format=\"jpg\" Overlap=\"0\"/>");
        Files.writeString(folder.resolve("text.szi"), "no zip");
        var azulejo = Azulejo.in(folder);
        var empty = azulejo.run("compare", "empty.dzi");
        assertThat(empty.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(empty.err()).contains("empty.dzi is no pyramid: its .dzi does not say its TileSize");
        assertThat(azulejo.run("compare", "text.szi").err()).contains("text.szi is no pyramid");
        assertThat(azulejo.run("compare", "before-resize-200pct.dzi", "before.png")
                        .err())
                .contains("before.png is no pyramid and the other is; make one of it: azulejo enhance --format dzi");
        assertThat(azulejo.run("compare", "before.png").err()).contains("name a second image");
    }

    /// Files of the folder, and ranges of them.
    private static void serve(HttpExchange exchange) throws IOException {
        byte[] bytes = Files.readAllBytes(
                folder.resolve(exchange.getRequestURI().getPath().substring(1)));
        var range = exchange.getRequestHeaders().getFirst("Range");
        int status = 200;
        if (range != null) {
            var ends = range.substring("bytes=".length()).split("-", 2);
            bytes = Arrays.copyOfRange(bytes, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
            status = 206;
        } else {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
        }
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
