package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages of `azulejo compare` before axe-core, which knows what keeps people from using a page.
@Tag("slow")
class AccessibilityIT {
    @TempDir
    static Path folder;

    @BeforeAll
    static void onePageOfEachKind() {
        Pictures.write(Pictures.cat(90, 60), folder.resolve("before.png"));
        Pictures.write(Pictures.fading(Pictures.cat(180, 120)), folder.resolve("after.png"));
        var azulejo = Azulejo.warm(folder);
        for (var format : List.of("dzi", "szi")) {
            azulejo.enhance("--recipe", "resize", "--percent", "100", "--format", format, "before.png", "after.png");
        }
        azulejo.run("compare", "before.png", "after.png", "-o", "images.html");
        azulejo.run("compare", "before-resize-100pct.dzi", "after-resize-100pct.dzi", "-o", "pyramids.html");
        azulejo.run("compare", "after-resize-100pct.dzi", "-o", "alone.html");
        azulejo.run("compare", "before-resize-100pct.szi", "after-resize-100pct.szi", "-o", "asking.html");
    }

    static Stream<Arguments> pages() {
        return Stream.of("images.html", "pyramids.html", "alone.html", "asking.html")
                .flatMap(name -> Stream.of(Device.values())
                        .flatMap(device -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                                .map(scheme -> Arguments.of(name, device, scheme))));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void axeFindsNothing(String name, Device device, ColorScheme scheme) {
        InBrowser.run(device.options().setColorScheme(scheme), page -> {
            page.navigate(folder.resolve(name).toUri().toString());
            if (name.equals("asking.html")) {
                page.locator("#picker").setInputFiles(folder.resolve("before.png")); // not what it asks for
                assertThat(page.locator("#problem").isVisible()).isTrue();
            }
            assertThat(page.locator("h1").count()).isEqualTo(1);
            Axe.assertFindsNothing(page);
            page.keyboard().press("?");
            assertThat(page.locator("#gestures").isVisible()).isTrue();
            Axe.assertFindsNothing(page);
        });
    }

    /// A page that axe must not like, so that we know that it looks.
    @Test
    void axeFindsAPictureWithoutText() {
        InBrowser.run(page -> {
            page.navigate(folder.resolve("images.html").toUri().toString());
            page.evaluate("() => document.getElementById('before').removeAttribute('alt')");
            assertThat(Axe.violations(page)).anySatisfy(it -> assertThat(it).contains("image-alt"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsPressedIsLargeEnoughAndOnTheScreen(Device device) {
        InBrowser.run(device, page -> {
            page.navigate(folder.resolve("images.html").toUri().toString());
            var screen = page.viewportSize();
            for (var button : page.locator("footer button, #grip").all()) {
                var box = button.boundingBox();
                assertThat(Math.min(box.width, box.height)).isGreaterThanOrEqualTo(44);
                assertThat(box.x).isNotNegative();
                assertThat(box.x + box.width).isLessThanOrEqualTo(screen.width);
                assertThat(box.y + box.height).isLessThanOrEqualTo(screen.height);
            }
        });
    }

    /// Every key that the list names does what the contract of gestures says; here, that none is missing.
    @Test
    void gesturesAndKeysAreListed() {
        InBrowser.run(Device.PHONE, page -> {
            page.navigate(folder.resolve("images.html").toUri().toString());
            page.locator("#help").tap();
            var list = page.locator("#gestures").innerText();
            assertThat(list).contains("Drag its grip", "Pinch", "wheel", "Tap twice");
            assertThat(page.locator("kbd").allInnerTexts())
                    .contains("←", "→", "↑", "↓", "+", "−", "0", "1", "Home", "End", "Shift", "Tab");
            page.locator("#gestures button").tap();
            assertThat(page.locator("#gestures").isVisible()).isFalse();
        });
    }
}
