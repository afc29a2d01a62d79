package dev.azulejo.integration.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import dev.azulejo.integration.command.Device;
import dev.azulejo.integration.command.InBrowser;
import dev.azulejo.server.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A port is anybody's once the server has stopped: what a browser keeps for its address can be read by the page of any
/// other user who listens there next.
class PageKeyIT {
    private static final Pattern KEY = Pattern.compile("azl_\\w+");
    private static final String ALL_THAT_IS_KEPT =
            "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])";

    @TempDir
    private Path data;

    /// What somebody has opened the page with, and what its browser has kept when the server has stopped.
    private record Visit(URI server, String opened, Queue<String> kept) {}

    /// By the link that the server prints, and with a key that an operator has made.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLaterPageOnTheSamePortFindsNoKeyThatLetsItIn(boolean isByLink) throws IOException {
        var visit = visited(isByLink);
        assertThat(visit.kept()).as("a reload needs no key again").isNotEmpty();
        try (var again = Served.on(data, "--port", String.valueOf(visit.server().getPort()))) {
            assertThat(status(again.address(), again.key())).isEqualTo(200);
            for (var key : visit.kept()) {
                assertThat(status(again.address(), key)).as(key).isEqualTo(401);
            }
            // That of the link is in the browser's history, and an operator's is good until it is revoked.
            assertThat(status(again.address(), visit.opened())).isEqualTo(isByLink ? 401 : 200);
        }
    }

    private Visit visited(boolean isByLink) {
        var visits = new ArrayList<Visit>();
        InBrowser.run(Device.DESKTOP, page -> {
            try (var served = Served.on(data)) {
                var key = isByLink ? served.key() : anas();
                visits.add(new Visit(served.address(), key, new ConcurrentLinkedQueue<>()));
                new Visitor(served.address(), page).open(key);
                page.reload();
                page.locator("main:not([aria-busy]) #choose").waitFor();
                assertThat(page.locator("#lock").isVisible()).isFalse();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            visitAnother(page, visits.getFirst());
        });
        return visits.getFirst();
    }

    private String anas() {
        return Served.run(Map.of(), "keys", "make", "ana", "--data", data.toString())
                .out()
                .strip();
    }

    /// The page of another server at that address.
    private static void visitAnother(Page page, Visit visit) {
        try {
            var port = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), visit.server().getPort());
            var other = HttpServer.create(port, 0);
            other.createContext("/", exchange -> {
                addKeys(exchange.getRequestHeaders().entrySet().toString(), visit);
                var body = "<title>another</title>".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            other.start();
            try {
                page.navigate(visit.server().resolve("/other").toString());
                assertThat(page.title()).isEqualTo("another");
                addKeys(String.valueOf(page.evaluate(ALL_THAT_IS_KEPT)), visit);
            } finally {
                other.stop(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addKeys(String text, Visit visit) {
        KEY.matcher(text).results().map(MatchResult::group).forEach(visit.kept()::add);
    }

    private static int status(URI server, String key) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.resolve("/v1/jobs"))
                    .header("Authorization", "Bearer " + key)
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
