package dev.azulejo.integration.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Somebody at the page, who notices too what it should not do.
final class Visitor {
    /// A machine may be busy with other things.
    private static final int PATIENCE_MS = 120_000;

    private final URI server;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    Visitor(URI server, Page page) {
        this.server = server;
        this.page = page;
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(faults::add);
        page.onConsoleMessage(this::note);
        page.onRequest(request -> {
            if (!request.url().startsWith(server.toString()) && !request.url().startsWith("blob:")) {
                faults.add("asks somebody else: " + request.url());
            }
        });
    }

    /// An answer that says no is written to the console by the browser; all else there is a fault, such as what the
    /// Content-Security-Policy forbids.
    private void note(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            faults.add(message.text());
        }
    }

    Page page() {
        return page;
    }

    Visitor open(String key) {
        page.navigate(server.resolve("/#key=" + key).toString());
        page.locator("main:not([aria-busy]) #choose").waitFor();
        return this;
    }

    /// Opens it in the same browser, which has the key.
    Visitor openAgain() {
        var again = new Visitor(server, page.context().newPage());
        again.page.navigate(server.toString());
        return again;
    }

    Visitor add(Path... files) {
        page.locator("#picker").setInputFiles(files);
        return this;
    }

    /// Until it is known of each new photograph what would be done with it, and the bar below, which is drawn a moment
    /// later than the photographs, says so too.
    Visitor waitForQuotes() {
        page.locator("#drafts > [aria-busy=false]").first().waitFor();
        page.waitForFunction("() => !document.querySelector('#drafts > [aria-busy=true]')"
                + " && !document.querySelector('#sum').textContent.includes('on the way')");
        return this;
    }

    Visitor start() {
        page.locator("#start").click();
        page.locator("#history .tile").first().waitFor();
        return this;
    }

    /// The newest tile of that name, new or a job.
    Locator tile(String name) {
        return page.locator(".tile" + of(name)).first();
    }

    Locator waitFor(String name, String state) {
        var tile = page.locator("#history [data-state=%s]".formatted(state) + of(name))
                .first();
        tile.waitFor();
        return tile;
    }

    private static String of(String name) {
        return ":has(h3[title='%s'])".formatted(name);
    }

    Download keep(Locator button) {
        return page.waitForDownload(button::click);
    }

    void press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    String focused() {
        return String.valueOf(page.evaluate("() => document.activeElement.id || document.activeElement.textContent"));
    }

    void assertDidNothingWrong() {
        assertThat(faults).isEmpty();
    }
}
