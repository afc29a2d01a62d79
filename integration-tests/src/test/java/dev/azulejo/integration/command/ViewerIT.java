package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.QuarteredPyramids.AFTER;
import static dev.azulejo.integration.command.QuarteredPyramids.BEFORE;
import static dev.azulejo.integration.command.QuarteredPyramids.assertColour;
import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The viewer of pyramids, in a real browser: what it shows, by the colours in its screenshots, which are kept
/// in `target/viewer`.
class ViewerIT {
    private static final Path SCREENSHOTS = Path.of("target", "viewer");

    @TempDir
    static Path folder;

    @BeforeAll
    static void twoPicturesOfFourColours() throws IOException {
        Files.createDirectories(SCREENSHOTS);
        QuarteredPyramids.write(folder);
    }

    private static Path page(String... pyramids) {
        var arguments = new ArrayList<Object>(List.of("compare"));
        arguments.addAll(List.of(pyramids));
        var name = Azulejo.warm(folder).run(arguments.toArray()).outLines().getFirst();
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
                images => stage.dataset.loaded === String(images) && view.state === view.goal
                """, images);
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))");
        return Pictures.decoded(page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png"))));
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
            assertThat(page.locator("header").textContent()).contains("before-resize-200pct.dzi", "640 × 400");

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

    @Test
    void whatCannotBeShownIsSaid() throws IOException {
        Files.writeString(folder.resolve("empty.dzi"), "<Image Format=\"jpg\" Overlap=\"0\"/>");
        Files.writeString(folder.resolve("text.szi"), "no zip");
        var azulejo = Azulejo.warm(folder);
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
