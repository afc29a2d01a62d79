package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.NO_OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    void oneImageLiesOnTheOtherUnderTheirNames() {
        assertThat(Azulejo.warm(folder)
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

            page.waitForFunction("() => stage.dataset.loaded === '2'");
            assertThat(page.locator("#captions").textContent())
                    .contains("Before cat <b>&'\".png 60 × 40", "After large.png 120 × 80");
            assertThat(page.locator("h1").textContent()).contains("Before and after");
            for (var image : List.of("#before", "#after")) {
                var box = page.locator(image).boundingBox();
                assertThat(box.width / box.height).isBetween(1.49, 1.51);
                assertThat(page.locator(image).evaluate("image => image.naturalWidth"))
                        .isEqualTo(image.equals("#before") ? 60 : 120);
            }
        });
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatAzulejoMadeIsNamedWithItsRecipeAndTheTimeItTook() throws IOException {
        var azulejo = Azulejo.warm(folder);
        azulejo.enhance("--recipe", "resize", "--percent", "200", "square.png");
        azulejo.run("compare", "square.png", "square-resize-200pct.png", "-o", "made.html");
        InBrowser.run(page -> {
            page.navigate(folder.resolve("made.html").toUri().toString());
            var captions = page.locator("#captions p");
            assertThat(captions.nth(0).textContent()).matches("Before square.png 80 × 80 [0-9]+ KB ");
            assertThat(captions.nth(1).textContent())
                    .matches("After square-resize-200pct.png 160 × 160 [0-9]+ KB recipe resize, [0-9.]+ s ");
        });
        Files.copy(
                folder.resolve("large.png"),
                folder.resolve("square-resize-200pct.png"),
                StandardCopyOption.REPLACE_EXISTING);
        azulejo.run("compare", "cat <b>&'\".png", "square-resize-200pct.png", "-o", "made.html");
        assertThat(folder.resolve("made.html")).content().doesNotContain("recipe resize");
    }

    @Test
    void whatCannotBeComparedIsSaid() throws IOException {
        Files.writeString(folder.resolve("mine.html"), "<p>not a page of ours");
        Files.writeString(folder.resolve("text.png"), "no picture");
        var azulejo = Azulejo.warm(folder);

        var shapes = azulejo.run("compare", "large.png", "square.png");
        assertThat(shapes.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(shapes.err()).contains("large.png is 120x80, square.png is 80x80: they have different shapes");
        var taken = azulejo.run("compare", "large.png", "large.png", "-o", "mine.html");
        assertThat(taken.exitCode()).isEqualTo(NO_OUTPUT);
        assertThat(folder.resolve("mine.html")).hasContent("<p>not a page of ours");
        Files.write(folder.resolve("huge.png"), BlackPng.interlaced(20_000, 20_000));
        var huge = azulejo.run("compare", "large.png", "huge.png");
        assertThat(huge.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(huge.err())
                .contains("huge.png has 400 megapixels, more than the 268 that a browser can decode; compare pyramids");
        var text = azulejo.run("compare", "large.png", "text.png");
        assertThat(text.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(text.err()).contains("text.png is text, not an image");
    }
}
