package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.NO_OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.ClickOptions;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of `azulejo compare`, in a real browser. (README and `.ci/run` ask for one.)
class CompareIT {
    @TempDir
    Path folder;

    @BeforeEach
    void aCatAndTwiceTheCat() {
        Pictures.write(Pictures.cat(60, 40), folder.resolve("cat <b>&'\".png"));
        Pictures.write(Pictures.cat(120, 80), folder.resolve("large.png"));
        Pictures.write(Pictures.cat(80, 80), folder.resolve("square.png"));
    }

    @Test
    void oneImageLiesOnTheOtherAndTheLineFollowsKeysAndPointer() {
        assertThat(Azulejo.in(folder)
                        .run("compare", "cat <b>&'\".png", "large.png")
                        .outLines())
                .containsExactly("large-compare.html");
        var complaints = new ArrayList<String>();
        InBrowser.run(page -> {
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.onRequest(request -> {
                if (!request.url().startsWith("data:") && !request.url().startsWith("file:")) {
                    complaints.add(request.url());
                }
            });
            page.navigate(folder.resolve("large-compare.html").toUri().toString());

            assertThat(page.locator("header").textContent()).contains("cat <b>&'\".png", "60x40", "120x80");
            for (var image : List.of("#before", "#after")) {
                var box = page.locator(image).boundingBox();
                assertThat(box.width / box.height).isBetween(1.49, 1.51);
                assertThat(page.locator(image).evaluate("image => image.naturalWidth"))
                        .isEqualTo(image.equals("#before") ? 60 : 120);
            }
            page.keyboard().press("Home");
            assertThat(clipOfAfter(page)).contains("0%");
            page.keyboard().press("End");
            assertThat(clipOfAfter(page)).contains("100%");

            var pair = page.locator("#pair").boundingBox();
            page.locator("#pair").click(new ClickOptions().setPosition(pair.width / 4, pair.height / 2));
            assertThat(clipOfAfter(page)).contains("25%");
            page.locator("[data-zoom='2']").click();
            assertThat(page.locator("#pair").boundingBox().width).isEqualTo(240);
        });
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatCannotBeComparedIsSaid() throws IOException {
        Files.writeString(folder.resolve("mine.html"), "<p>not a page of ours");
        Files.writeString(folder.resolve("text.png"), "no picture");
        var azulejo = Azulejo.in(folder);

        var shapes = azulejo.run("compare", "large.png", "square.png");
        assertThat(shapes.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(shapes.err()).contains("large.png is 120x80, square.png is 80x80: they have different shapes");
        var taken = azulejo.run("compare", "large.png", "large.png", "-o", "mine.html");
        assertThat(taken.exitCode()).isEqualTo(NO_OUTPUT);
        assertThat(folder.resolve("mine.html")).hasContent("<p>not a page of ours");
        var text = azulejo.run("compare", "large.png", "text.png");
        assertThat(text.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(text.err()).contains("text.png is text, not an image");
    }

    private static String clipOfAfter(Page page) {
        return String.valueOf(page.locator("#pair").evaluate("pair => pair.style.getPropertyValue('--at')"));
    }
}
