package dev.azulejo.integration.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.integration.command.Axe;
import dev.azulejo.integration.command.Device;
import dev.azulejo.integration.command.InBrowser;
import dev.azulejo.server.Served;
import dev.azulejo.server.ServedArena;
import dev.azulejo.server.ServedArena.Invitation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Judges at the page of an arena.
class ArenaPageIT {
    @TempDir
    private static Path folder;

    private static ServedArena arena;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        arena = ServedArena.make(folder.resolve("made"), 2);
        served = Served.on(folder.resolve("data"), "--arena", arena.folder().toString());
    }

    private static Invitation invite(String name) {
        return arena.invite(name, served.address().toString());
    }

    private static void open(Page page, Invitation invitation) {
        page.navigate(invitation.link());
        settle(page);
    }

    private static void settle(Page page) {
        page.locator("main:not([aria-busy])").waitFor();
    }

    private static void votes(Page page, int count) {
        page.locator("#count")
                .filter(new FilterOptions().setHasText(Pattern.compile("^%d votes?$".formatted(count))))
                .waitFor();
        settle(page);
    }

    /// What is kept of a judge's votes, in order.
    private static List<String> voted(Invitation invitation) {
        try (var files = Files.walk(arena.folder().resolve("votes"))) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(ArenaPageIT::text)
                    .filter(vote -> vote.contains(judge(invitation)))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void votesAreGivenByKeys() {
        var invitation = invite("Keys");
        InBrowser.run(Device.DESKTOP, page -> {
            open(page, invitation);
            assertThat(page.url()).as("the key is not in the address").doesNotContain("azj_");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("1");
            page.keyboard().press("4");
            assertThat(pressed(page)).containsExactly("right", "sharper", "detail");
            page.keyboard().press("Enter");
            votes(page, 1);
            assertThat(pressed(page)).isEmpty();
            page.keyboard().press("ArrowUp");
            page.keyboard().press("ArrowDown"); // thought better of it
            page.keyboard().press("ArrowDown");
            votes(page, 2);
            page.reload();
            votes(page, 2);
        });
        assertThat(voted(invitation))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"choice\" : \"right\"", "\"detail\", \"sharper\""),
                        second -> assertThat(second).contains("\"choice\" : \"both_bad\"", "\"reasons\" : [ ]"));
    }

    /// The judge whose key this is.
    private static String judge(Invitation invitation) {
        return Hash.of(invitation.key().getBytes(StandardCharsets.US_ASCII))
                .hex()
                .substring(0, 16);
    }

    private static List<String> pressed(Page page) {
        return page.locator("[aria-pressed=true]").all().stream()
                .map(button -> button.getAttribute("data-choice") == null
                        ? button.getAttribute("data-reason")
                        : button.getAttribute("data-choice"))
                .toList();
    }

    @Test
    void votesAreGivenByFingers() {
        var invitation = invite("Fingers");
        InBrowser.run(Device.PHONE, page -> {
            open(page, invitation);
            assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .as("nothing lies beside the screen")
                    .isTrue();
            var send = page.locator("#send").boundingBox();
            assertThat(send.y + send.height).as("all is to be seen at once").isLessThanOrEqualTo(844);
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Upper"))
                    .tap();
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("faces"))
                    .tap();
            page.locator("#send").tap();
            votes(page, 1);
        });
        assertThat(voted(invitation)).singleElement().asString().contains("\"choice\" : \"left\"", "\"face\"");
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesHaveOneScaleAndMoveTogether(Device device) {
        var invitation = invite("Zoom " + device);
        InBrowser.run(device, page -> {
            open(page, invitation);
            for (int zoom : new int[] {1, 2, 4}) {
                assertThat(page.locator("#scale").innerText()).isEqualTo(zoom + "×");
                for (var side : List.of("#left", "#right")) {
                    assertThat(page.locator(side).boundingBox().width).isEqualTo(200.0 * zoom / device.density());
                }
                page.keyboard().press("z");
            }
            page.keyboard().press("z");
            page.keyboard().press("z"); // four times
            page.keyboard().press("Shift+ArrowRight");
            var left = page.locator("#left").evaluate("canvas => canvas.style.transform");
            assertThat(page.locator("#right").evaluate("canvas => canvas.style.transform"))
                    .isEqualTo(left);
            assertThat(left.toString()).startsWith("translate(-").doesNotContain("translate(0px");
            assertThat(pressed(page)).as("no choice").isEmpty();
        });
    }

    @Test
    void aVoteThatGotLostIsSentAgainAndCountsOnce() {
        var invitation = invite("Lost");
        InBrowser.run(Device.DESKTOP, page -> {
            open(page, invitation);
            page.route("**/vote", route -> {
                route.fetch(); // it comes there, and its answer does not come back
                route.abort();
            });
            page.keyboard().press("ArrowLeft");
            page.keyboard().press("Enter");
            page.getByText("The server does not answer").waitFor();
            assertThat(pressed(page)).containsExactly("left");
            page.unroute("**/vote");
            page.keyboard().press("Enter");
            votes(page, 1);
        });
        assertThat(voted(invitation)).hasSize(1);
    }

    @Test
    void twoTabsGoOnFromEachOther() {
        var invitation = invite("Tabs");
        InBrowser.run(Device.DESKTOP, one -> {
            open(one, invitation);
            var other = one.context().newPage();
            open(other, invitation);
            one.keyboard().press("ArrowLeft");
            one.keyboard().press("Enter");
            votes(one, 1);
            other.keyboard().press("ArrowRight");
            other.keyboard().press("Enter"); // answered already: it shows the question that comes now
            votes(other, 1);
        });
        assertThat(voted(invitation)).singleElement().asString().contains("\"choice\" : \"left\"");
    }

    @Test
    void itHasAnEnd() {
        var invitation = invite("Patient");
        InBrowser.run(Device.DESKTOP, page -> {
            open(page, invitation);
            for (int vote = 1; page.locator("#question").isVisible(); vote++) {
                page.keyboard().press("ArrowUp");
                page.keyboard().press("ArrowUp");
                votes(page, vote);
            }
            assertThat(page.locator("#why").innerText()).contains("everything there is to compare");
            Axe.assertFindsNothing(page);
        });
    }

    @Test
    void whoHasNoInvitationIsToldSo() {
        InBrowser.run(Device.DESKTOP, page -> {
            page.navigate(served.address().resolve("/arena.html").toString());
            page.getByText("Open the link of your invitation").waitFor();
            assertThat(page.locator("#question").isVisible()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void everybodyCanUseIt(Device device) {
        var invitation = invite("Everybody " + device);
        var complaints = new ArrayList<String>();
        InBrowser.run(device, page -> {
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.onRequest(request -> complaints.addAll(
                    request.url().startsWith(served.address().toString()) ? List.of() : List.of(request.url())));
            open(page, invitation);
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Equal"))
                    .click();
            Axe.assertFindsNothing(page);
        });
        assertThat(complaints).isEmpty();
    }
}
