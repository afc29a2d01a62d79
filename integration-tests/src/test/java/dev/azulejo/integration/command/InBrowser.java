package dev.azulejo.integration.command;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A real browser for tests of pages. (README and `.ci/run` ask for one.) Its start takes two seconds of a processor, a
/// profile a twentieth of that: so tests have a profile of their own each, with nothing in it that others left, and one
/// after another the same browser, unless one of them has failed in it. Browsers end with this JVM.
public final class InBrowser {
    /// None of them may be used by two threads at once.
    private static final Deque<InBrowser> IDLE = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> IDLE.forEach(InBrowser::close)));
    }

    private final Playwright playwright;
    private final Browser browser;

    private InBrowser() {
        playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /// From a daemon, as Playwright's threads are what the thread is that starts them: others would keep this JVM
    /// alive.
    private static InBrowser started() {
        return CompletableFuture.supplyAsync(
                        InBrowser::new, task -> Thread.ofPlatform().daemon().start(task))
                .join();
    }

    /// With no motion, as [Device] has it: what a test looks at stands where it ends.
    public static void run(Consumer<Page> test) {
        run(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE), test);
    }

    public static void run(Device device, Consumer<Page> test) {
        run(device.options(), test);
    }

    public static void run(NewContextOptions options, Consumer<Page> test) {
        var idle = IDLE.poll();
        var used = idle == null ? started() : idle;
        try (var profile = used.browser.newContext(options)) {
            test.accept(profile.newPage());
        } catch (RuntimeException | Error e) {
            used.close();
            throw e;
        }
        IDLE.push(used);
    }

    private void close() {
        playwright.close(); // the browser, too
    }

    /// The headless shell is the same engine without what a window needs, and takes half of the processor's time.
    private static Path chromium() {
        var folders = System.getenv("PATH").split(File.pathSeparator);
        return Stream.of(
                        "chromium-headless-shell",
                        "chromium",
                        "chromium-browser",
                        "google-chrome",
                        "google-chrome-stable")
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("this test needs Chromium or Chrome on the PATH (apt install chromium)"));
    }
}
