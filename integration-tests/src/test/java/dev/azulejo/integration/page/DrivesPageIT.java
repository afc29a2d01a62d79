package dev.azulejo.integration.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.azulejo.integration.command.Axe;
import dev.azulejo.integration.command.Device;
import dev.azulejo.integration.command.InBrowser;
import dev.azulejo.server.Served;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Drives, connected by the page of `azulejo serve`.
class DrivesPageIT {
    private static final String HEADING = "Connect a drive";

    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    private static void open(Page page) {
        page.navigate(served.address().resolve("/#key=" + served.key()).toString());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Drives"))
                .click();
        page.locator("main:not([aria-busy])").waitFor();
    }

    /// As the page asks; the service is at its usual address there.
    private static String question(ConsentingService service, String name) {
        var addresses = Map.of("api", service.address(), "page", service.address() + "/authorize");
        var body = Map.of("kind", "dropbox", "name", name, "clientId", ConsentingService.APP, "addresses", addresses);
        return served.post("/v1/drives", body).json().get("page").asText();
    }

    @Test
    void aDriveIsConnectedAndDisconnected() {
        try (var service = new ConsentingService()) {
            var question = question(service, "shop");
            // Whoever guesses spends nobody's question.
            assertThat(served.get("/connected?code=1&state=guess").status()).isEqualTo(303);
            InBrowser.run(Device.DESKTOP, page -> {
                open(page);
                page.navigate(question);
                page.locator("#yes").click();
                page.getByText("The drive is connected.").waitFor();
                assertThat(page.url()).doesNotContain("code", "state");
                assertThat(page.locator("#connected").innerText()).contains("Dropbox", "dropbox://shop/");
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Disconnect dropbox://shop/"))
                        .click();
                page.getByText("dropbox://shop/ is disconnected.").waitFor();
                assertThat(page.locator("#connected").innerText()).doesNotContain("dropbox://shop/");
            });
            assertThat(service.revoked()).containsExactly("Bearer access-1");
        }
    }

    @Test
    void whatIsKeptIsForItsOwnerAlone() throws IOException {
        try (var service = new ConsentingService()) {
            var question = question(service, "kept");
            InBrowser.run(Device.DESKTOP, page -> {
                page.navigate(question);
                page.locator("#yes").click();
                page.waitForURL("**/drives.html");
            });
            var kept = data.resolve("temporary/config/azulejo/connections/dropbox/kept");
            assertThat(Files.readString(kept)).contains(ConsentingService.REFRESH_TOKEN);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .isEqualTo("rw-------");
            assertThat(served.get("/v1/drives").text())
                    .contains("dropbox://kept/")
                    .doesNotContain("token");
        }
    }

    @Test
    void whoSaysNoConnectsNothing() {
        try (var service = new ConsentingService()) {
            var question = question(service, "refused");
            InBrowser.run(Device.DESKTOP, page -> {
                open(page);
                page.navigate(question);
                page.locator("#no").click();
                page.getByText("Nothing was connected").waitFor();
                page.goBack();
                page.locator("#yes").click(); // each question is answered once
                page.getByText("Nothing was connected").waitFor();
                assertThat(page.locator("#connected").innerText()).doesNotContain("refused");
            });
        }
    }

    @Test
    void theFormSaysWhatIsWrong() {
        InBrowser.run(Device.DESKTOP, page -> {
            open(page);
            page.locator("#name").fill("My Shop");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue"))
                    .click();
            page.locator("#trouble").waitFor();
            assertThat(page.locator("#trouble").innerText()).contains("clientId", "My Shop");
        });
    }

    @ParameterizedTest
    @EnumSource
    void everybodyCanUseIt(Device device) {
        InBrowser.run(device, page -> {
            open(page);
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(HEADING))
                            .isVisible())
                    .isTrue();
            Axe.assertFindsNothing(page);
        });
    }
}
