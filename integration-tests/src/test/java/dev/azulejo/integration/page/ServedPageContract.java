package dev.azulejo.integration.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.azulejo.integration.command.Axe;
import dev.azulejo.integration.command.Device;
import dev.azulejo.integration.command.InBrowser;
import dev.azulejo.integration.command.Pictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What people do on the page that a server shows. Each photograph has a name of its own, so that it does not matter
/// what others left on the server.
abstract class ServedPageContract {
    private static final String RUN = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private static final AtomicInteger NAMES = new AtomicInteger();

    @TempDir
    private Path folder = Path.of("");

    protected abstract URI server();

    protected abstract String key();

    private void at(NewContextOptions options, Consumer<Visitor> test) {
        InBrowser.run(options, page -> {
            var visitor = new Visitor(server(), page).open(key());
            test.accept(visitor);
            visitor.assertDidNothingWrong();
        });
    }

    private void at(Device device, Consumer<Visitor> test) {
        at(options(device), test);
    }

    /// The smallest phone that people still have.
    private static NewContextOptions options(Device device) {
        return device == Device.PHONE ? device.options().setViewportSize(360, 740) : device.options();
    }

    private static String newName() {
        return "%s-%d".formatted(RUN, NAMES.incrementAndGet());
    }

    private Path photograph() {
        return Pictures.write(Pictures.cat(90, 60), folder.resolve("cat-%s.png".formatted(newName())));
    }

    private Path letter() {
        try {
            return Files.writeString(folder.resolve("letter-%s.jpg".formatted(newName())), "Dear Sir or Madam");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Locator button(Locator tile, String words) {
        return tile.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words));
    }

    private static long naturalWidth(Locator image) {
        return ((Number) image.evaluate("image => image.decode().then(() => image.naturalWidth)")).longValue();
    }

    @ParameterizedTest
    @EnumSource
    void aPhotographComesBackEnhanced(Device device) {
        at(device, visitor -> {
            var photograph = photograph();
            visitor.add(photograph).waitForQuotes();
            var draft = visitor.tile(name(photograph));
            assertThat(draft.locator(".facts").innerText()).contains("90 × 60", "180 × 120");
            assertThat(naturalWidth(draft.locator("img"))).isEqualTo(90);
            visitor.start();
            var done = visitor.waitFor(name(photograph), "succeeded");
            assertThat(done.locator("summary").innerText()).isEqualTo("2×");
            var kept = visitor.keep(done.locator("a[download]"));
            assertThat(kept.suggestedFilename()).isEqualTo(name(photograph).replace(".png", "-2x.png"));
            try (var bytes = kept.createReadStream()) {
                var result = ImageIO.read(bytes);
                assertThat(List.of(result.getWidth(), result.getHeight())).containsExactly(180, 120);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            done.locator(".compare").click();
            assertThat(naturalWidth(visitor.page().locator("#before"))).isEqualTo(90);
            assertThat(naturalWidth(visitor.page().locator("#after"))).isEqualTo(180);
        });
    }

    @Test
    void ofTenAtOnceABrokenOneHurtsNoOther() {
        at(Device.DESKTOP, visitor -> {
            var files =
                    new ArrayList<>(Stream.generate(this::photograph).limit(9).toList());
            var letter = letter();
            files.add(4, letter);
            visitor.add(files.toArray(Path[]::new)).waitForQuotes();
            assertThat(visitor.tile(name(letter)).locator(".note.wrong").innerText())
                    .contains("text, not an image");
            assertThat(visitor.page().locator("#start").innerText()).isEqualTo("Enhance 9 photographs");
            visitor.start();
            files.remove(letter);
            files.forEach(file -> visitor.waitFor(name(file), "succeeded"));
            assertThat(visitor.tile(name(letter)).getAttribute("data-state")).isEqualTo("refused");
            var all = visitor.page()
                    .locator(
                            "#history button",
                            new com.microsoft.playwright.Page.LocatorOptions().setHasText("Download all"));
            try (var zip = new ZipFile(visitor.keep(all.first()).path().toFile())) {
                var kept = zip.stream().map(ZipEntry::getName).toList();
                for (var file : files) {
                    var stem = name(file).replace(".png", "");
                    assertThat(kept).anySatisfy(it -> assertThat(it).matches(stem + "\\D.*"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void thoseThatAreStartedTogetherAreOneRequestAndStayOneGroup() {
        at(Device.DESKTOP, visitor -> {
            var page = visitor.page();
            var asked = new ArrayList<String>();
            page.onRequest(request -> {
                if (request.method().equals("POST")) {
                    asked.add(URI.create(request.url()).getPath());
                }
            });
            var files = Stream.generate(this::photograph).limit(3).toList();
            visitor.add(files.toArray(Path[]::new)).waitForQuotes().start();
            files.forEach(file -> visitor.waitFor(name(file), "succeeded"));
            assertThat(asked).containsOnlyOnce("/v1/batches").doesNotContain("/v1/jobs");

            page.reload();
            files.forEach(file -> visitor.waitFor(name(file), "succeeded"));
            var group = page.locator("#history section:has(h3[title='%s'])".formatted(name(files.getFirst())));
            assertThat(group.locator("h3").allInnerTexts())
                    .containsExactlyElementsOf(
                            files.stream().map(ServedPageContract::name).toList());
            assertThat(button(group, "Download all 3").isVisible()).isTrue();
        });
    }

    /// TIFF here; what is too large to be one image goes the same way.
    @ParameterizedTest
    @EnumSource
    void whatABrowserCannotReadIsComparedInTiles(Device device) {
        at(device, visitor -> {
            var page = visitor.page();
            page.evaluate("() => localStorage.setItem('azulejo.options', '{\"recipe\":\"auto\",\"format\":\"tiff\"}')");
            page.reload();
            var photograph = photograph();
            visitor.add(photograph).waitForQuotes().start();
            visitor.waitFor(name(photograph), "succeeded").locator(".compare").click();
            page.locator("#stage[data-loaded='2'] #tiles canvas").waitFor();
            assertThat(page.locator("#before").isVisible()).isFalse();
            assertThat(visitor.focused()).isEqualTo("slider");
            assertThat(page.locator("#problem").isVisible()).isFalse();
            assertUsable(visitor);
        });
    }

    @Test
    void aTabThatIsClosedMeanwhileLosesOnlyWhatWasNotStarted() {
        at(Device.DESKTOP, visitor -> {
            var started = photograph();
            var forgotten = photograph();
            visitor.add(started).waitForQuotes().start().add(forgotten).waitForQuotes();
            visitor.page().close();
            var again = visitor.openAgain();
            again.waitFor(name(started), "succeeded");
            again.page().locator("#lost").waitFor();
            assertThat(again.page().locator("#lost").innerText()).contains(name(forgotten), "Add it again");
            again.assertDidNothingWrong();
        });
    }

    @Test
    void theSheetMakesOptionsAndSaysBesideAFieldWhatIsWrongWithIt() {
        at(Device.DESKTOP, visitor -> {
            var photograph = photograph();
            var other = photograph();
            visitor.add(photograph, other).waitForQuotes();
            button(visitor.tile(name(photograph)), "Change").click();
            var sheet = visitor.page().locator("#sheet");
            sheet.locator("[value=resize]").check();
            sheet.locator("[value=width]").check(new Locator.CheckOptions().setForce(true));
            sheet.locator("#option-width").fill("150");
            sheet.locator("#sheet-quote", new Locator.LocatorOptions().setHasText("150 × 100"))
                    .waitFor();
            sheet.locator("summary").click();
            sheet.locator("#option-canvas").fill("square");
            sheet.locator(".field:has(#option-canvas) .wrong").waitFor();
            assertThat(sheet.locator("#option-canvas").getAttribute("aria-invalid"))
                    .isEqualTo("true");
            sheet.locator("#option-canvas").fill("");
            sheet.locator("#sheet-quote", new Locator.LocatorOptions().setHasText("150 × 100"))
                    .waitFor();
            visitor.press("Escape");
            assertThat(visitor.tile(name(photograph)).locator(".facts").innerText())
                    .contains("150 × 100");
            assertThat(visitor.tile(name(other)).locator(".facts").innerText()).contains("180 × 120");
        });
    }

    /// Nobody chooses two times and four times by the name of a recipe.
    @Test
    void aKindKeepsTheSizeThatWasChosen() {
        at(Device.DESKTOP, visitor -> {
            var photograph = photograph();
            visitor.add(photograph).waitForQuotes();
            button(visitor.tile(name(photograph)), "Change").click();
            var sheet = visitor.page().locator("#sheet");
            sheet.locator("[value=x4]").check(new Locator.CheckOptions().setForce(true));
            sheet.locator("[value=photo]").check();
            sheet.locator("#sheet-quote", new Locator.LocatorOptions().setHasText("360 × 240"))
                    .waitFor();
            visitor.press("Escape");
            assertThat(visitor.tile(name(photograph)).locator(".facts").innerText())
                    .contains("360 × 240");
            assertThat(visitor.tile(name(photograph)).locator(".notes").innerText())
                    .isEqualTo("Photo, faster: 4×");
        });
    }

    @Test
    void aResultIsMadeAgainInAnotherSize() {
        at(Device.DESKTOP, visitor -> {
            var photograph = photograph();
            visitor.add(photograph).waitForQuotes().start();
            button(visitor.waitFor(name(photograph), "succeeded"), "Redo").click();
            var sheet = visitor.page().locator("#sheet");
            sheet.locator("[value=x4]").check(new Locator.CheckOptions().setForce(true));
            sheet.locator("#sheet-quote", new Locator.LocatorOptions().setHasText("360 × 240"))
                    .waitFor();
            sheet.locator("#sheet-done").click();
            visitor.page()
                    .locator(
                            "#history [data-state=succeeded] .facts",
                            new com.microsoft.playwright.Page.LocatorOptions().setHasText("360 × 240"))
                    .waitFor();
        });
    }

    @Test
    void whatIsRemovedStaysAway() {
        at(Device.DESKTOP, visitor -> {
            var photograph = photograph();
            visitor.add(photograph).waitForQuotes().start();
            var done = visitor.waitFor(name(photograph), "succeeded");
            button(done, "Remove").click();
            visitor.page().locator("#ask-yes").click();
            visitor.page()
                    .waitForFunction(
                            "name => ![...document.querySelectorAll('h3')].some("
                                    + "heading => heading.textContent === name)",
                            name(photograph));
            visitor.page().reload();
            visitor.page().locator("#deleted summary").click();
            assertThat(visitor.page().locator("#deleted").innerText()).contains(name(photograph));
            assertThat(visitor.tile(name(photograph)).count()).isZero();
        });
    }

    @Test
    void allOfItCanBeDoneWithKeys() {
        at(Device.DESKTOP, visitor -> {
            var photograph = photograph();
            // Whoever begins to listen for it does not wait until the browser knows: the key must not be quicker.
            visitor.page().onFileChooser(_ -> {});
            visitor.page().locator("#choose").focus();
            assertThat(visitor.focused()).isEqualTo("choose");
            FileChooser chooser = visitor.page().waitForFileChooser(() -> visitor.press("Enter"));
            chooser.setFiles(photograph);
            visitor.waitForQuotes();
            tabTo(visitor, "start");
            visitor.press("Enter");
            visitor.waitFor(name(photograph), "succeeded");
            assertThat(visitor.focused())
                    .isEqualTo(visitor.page().locator("#history h2").first().getAttribute("id"));
            tabTo(visitor, "Compare");
            visitor.press("Enter");
            assertThat(visitor.focused()).isEqualTo("slider");
            visitor.press("End");
            assertThat(visitor.page().locator("#slider").inputValue()).isEqualTo("100");
            visitor.press("Escape");
            assertThat(visitor.focused()).isEqualTo("Compare");
        });
    }

    private static void tabTo(Visitor visitor, String wanted) {
        for (int i = 0; i < 60 && !visitor.focused().equals(wanted); i++) {
            visitor.press("Tab");
        }
        assertThat(visitor.focused()).isEqualTo(wanted);
    }

    @Test
    void aPhotographCanBeDroppedOrPasted() {
        at(Device.DESKTOP, visitor -> {
            visitor.page().evaluate("""
                async () => {
                  const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
                  canvas.getContext('2d').fillRect(5, 5, 20, 10);
                  const pixels = await new Promise(done => canvas.toBlob(done));
                  const carry = name => {
                    const data = new DataTransfer();
                    data.items.add(new File([pixels], name, { type: 'image/png' }));
                    return { bubbles: true, cancelable: true, dataTransfer: data, clipboardData: data };
                  };
                  document.body.dispatchEvent(new DragEvent('drop', carry('dropped.png')));
                  document.body.dispatchEvent(new ClipboardEvent('paste', carry('image.png')));
                }
                """);
            visitor.page()
                    .waitForFunction("() => document.querySelectorAll('#drafts [data-state=ready]').length === 2");
            assertThat(visitor.page().locator("#drafts h3").allInnerTexts())
                    .containsExactlyInAnyOrder("dropped.png", "pasted-1.png");
        });
    }

    @Test
    void withoutAKeyThePageAsksForIt() {
        InBrowser.run(page -> {
            var visitor = new Visitor(server(), page);
            page.navigate(server().toString());
            page.locator("#key").fill("azl_wrong");
            visitor.press("Enter");
            page.locator("#lock-why", new com.microsoft.playwright.Page.LocatorOptions().setHasText("does not take"))
                    .waitFor();
            assertThat(page.locator("#choose").isVisible()).isFalse();
            Axe.assertFindsNothing(page);
            page.locator("#key").fill(key());
            visitor.press("Enter");
            page.waitForFunction("() => document.getElementById('lock').hidden");
            visitor.assertDidNothingWrong();
        });
    }

    /// As a gateway serves it, whose stage is called v1: page and API below one address.
    @Test
    void inTheCloudTheKeyIsTypedAndGoesWithTheTab() {
        InBrowser.run(page -> {
            page.context()
                    .route(Pattern.compile(".*/v1/((index[.]html)?|[a-z-]+[.](js|css|svg)|compare/.*)$"), route -> {
                        var here = URI.create(route.request().url()).getPath().substring("/v1".length());
                        var answer = route.fetch(new Route.FetchOptions()
                                .setUrl(server().resolve(here).toString()));
                        route.fulfill(new Route.FulfillOptions().setResponse(answer));
                    });
            var visitor = new Visitor(server(), page);
            page.navigate(server().resolve("/v1/#key=" + key()).toString());
            page.locator("#key").fill(key());
            assertThat(page.url()).doesNotContain(key());
            visitor.press("Enter");
            page.locator("main:not([aria-busy]) #choose").waitFor();
            assertThat(page.evaluate("() => Object.values(sessionStorage)").toString())
                    .contains(key());
            assertThat(page.evaluate("() => Object.keys(localStorage).length")).isEqualTo(0);
            var photograph = photograph();
            visitor.add(photograph).waitForQuotes().start();
            visitor.waitFor(name(photograph), "succeeded");
            assertThat(page.evaluate("() => Object.keys(localStorage).length")).isEqualTo(0);
            visitor.assertDidNothingWrong();
        });
    }

    @Test
    void theKeyDoesNotStayInTheAddress() {
        at(Device.DESKTOP, visitor -> assertThat(visitor.page().url()).doesNotContain(key()));
    }

    static Stream<Arguments> looks() {
        return Stream.of(Device.values())
                .flatMap(device ->
                        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(scheme -> Arguments.of(device, scheme)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void axeFindsNothingAndEverythingIsLargeEnough(Device device, ColorScheme scheme) {
        at(options(device).setColorScheme(scheme), visitor -> {
            var page = visitor.page();
            assertUsable(visitor);
            var photograph = photograph();
            visitor.add(photograph, letter()).waitForQuotes();
            assertUsable(visitor);
            page.locator("#how").click();
            page.locator("#sheet summary").click();
            assertUsable(visitor);
            visitor.press("Escape");
            visitor.start();
            assertUsable(visitor);
            visitor.waitFor(name(photograph), "succeeded").locator(".compare").click();
            assertUsable(visitor);
            page.locator("#help").click();
            assertUsable(visitor);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "de-AT, Neu, Wie verbessert wird, Herunterladen",
        "es-MX, Nuevas, Cómo mejorar, Descargar",
        "pl-PL, Nowe, Jak ulepszyć, Pobierz",
        "ja-JP, 新しい写真, 処理の設定, ダウンロード"
    })
    void thePageSpeaksTheLanguageThatTheBrowserAsksFor(String locale, String fresh, String how, String download) {
        at(options(Device.PHONE).setLocale(locale), visitor -> {
            var page = visitor.page();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(locale.substring(0, 2));
            assertUsable(visitor);
            var photograph = photograph();
            visitor.add(photograph, letter());
            page.waitForFunction(
                    "() => document.querySelectorAll('#drafts [data-state=ready], #drafts [data-state=refused]').length === 2");
            assertThat(page.locator("#new-heading").innerText()).isEqualTo(fresh);
            page.locator("#how").click();
            assertThat(page.locator("#sheet-heading").innerText()).isEqualTo(how);
            page.locator("#sheet summary").click();
            assertUsable(visitor);
            visitor.press("Escape");
            visitor.start();
            var done = visitor.waitFor(name(photograph), "succeeded");
            assertThat(done.locator("a[download]").innerText()).isEqualTo(download);
            done.locator(".compare").click();
            page.locator("#help").click();
            assertUsable(visitor);
        });
    }

    /// A mouse has the longer words of the header.
    @Test
    void aNarrowWindowHoldsThePage() {
        at(options(Device.DESKTOP).setViewportSize(360, 740), visitor -> {
            visitor.add(photograph());
            visitor.page().locator("#add").waitFor();
            assertFits(visitor.page());
        });
    }

    private static void assertUsable(Visitor visitor) {
        var page = visitor.page();
        Axe.assertFindsNothing(page);
        assertThat((List<?>) page.evaluate("""
                () => [...document.querySelectorAll('button, a, summary, select, input:not([type=radio], [type=range])')]
                  .filter(it => it.checkVisibility() && !it.closest('[inert]'))
                  .map(it => [it, it.getBoundingClientRect()])
                  .filter(([, box]) => box.width > 0 && Math.min(box.width, box.height) < 43.9)
                  .map(([it]) => it.outerHTML)
                """)).isEmpty();
        assertFits(page);
    }

    private static void assertFits(Page page) {
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .isNotPositive();
    }
}
