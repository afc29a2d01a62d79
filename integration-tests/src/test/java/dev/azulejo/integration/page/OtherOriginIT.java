package dev.azulejo.integration.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.integration.command.Device;
import dev.azulejo.integration.command.InBrowser;
import dev.azulejo.server.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page of another server, in a real browser: it brings a photograph, follows the job by an `EventSource` and shows
/// the result, if its origin was allowed; else the browser keeps everything from it.
class OtherOriginIT {
    /// All that a page does: upload, job, events as they come, picture.
    private static final String WHOLE_JOB = """
            async ({ server, key, photograph }) => {
              const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
              const post = async (path, body) => {
                const answer = await fetch(server + path, { method: 'POST', headers, body: JSON.stringify(body) });
                return answer.json();
              };
              const bytes = Uint8Array.from(atob(photograph), (letter) => letter.charCodeAt(0));
              const upload = await post('/v1/uploads', { name: 'cat.png', bytes: bytes.length });
              const part = upload.parts[0];
              await fetch(new URL(part.url, server), { method: 'PUT', headers: part.headers, body: bytes });
              const order = { input: { upload: upload.id }, options: { recipe: 'photo-x2' } };
              const job = await post('/v1/jobs', order);
              const seen = [];
              let asked = null;
              const ended = await new Promise((resolve) => {
                const events = new EventSource(new URL(job.links.stream, server));
                events.addEventListener('job', (event) => {
                  const now = JSON.parse(event.data);
                  seen.push(now.status);
                  if (now.status === 'running') {
                    asked ??= fetch(new URL(job.links.self, server), { headers }).then((answer) => answer.json());
                  }
                  if (now.results.length) { events.close(); resolve(now); }
                });
              });
              const picture = new Image();
              picture.src = new URL(ended.results[0].url, server);
              await picture.decode();
              return [seen.join(), `${picture.naturalWidth}x${picture.naturalHeight}`, (await asked).status];
            }""";

    private static final byte[] PAGE = "<!doctype html><title>A shop</title>".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path data;

    interface Visit {
        void at(Page page, String origin) throws IOException;
    }

    /// Somebody at a page of a server of its own, in a browser that believes certificates which nobody has signed.
    static void onAnotherPage(Visit visit) throws IOException {
        var shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, PAGE.length);
                exchange.getResponseBody().write(PAGE);
            }
        });
        shop.start();
        try {
            var origin = "http://127.0.0.1:" + shop.getAddress().getPort();
            InBrowser.run(Device.DESKTOP.options().setIgnoreHTTPSErrors(true), page -> {
                page.navigate(origin);
                try {
                    visit.at(page, origin);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } finally {
            shop.stop(0);
        }
    }

    @Test
    void aPageThatWasAllowedDoesAWholeJob() throws IOException {
        onAnotherPage((page, origin) -> {
            try (var served = Served.on(data, "--allow-origin", origin)) {
                assertDoesAWholeJob(page, served.address(), served.key());
            }
        });
    }

    /// Whoever holds events back until the job has ended is found out: the job, asked for at the first event that it is
    /// running, is not any more.
    static void assertDoesAWholeJob(Page page, URI server, String key) {
        var photograph = Base64.getEncoder().encodeToString(ApiCaller.png(1, 300, 200));
        var asked = Map.of("server", server.toString(), "key", key, "photograph", photograph);
        var done = (List<?>) page.evaluate(WHOLE_JOB, asked);
        assertThat(done.get(1)).isEqualTo("600x400");
        assertThat(done.get(0)).asString().contains("running").endsWith("succeeded");
        assertThat(done.get(2)).isEqualTo("running");
    }

    @Test
    void anyOtherPageGetsNothing() throws IOException {
        onAnotherPage((page, _) -> {
            try (var served = Served.on(data, "--allow-origin", "https://shop.example.com")) {
                var answer = page.evaluate(
                        "(url) => fetch(url).then(() => 'heard', () => 'kept from it')",
                        served.address() + "/v1/health");
                assertThat(answer).isEqualTo("kept from it");
            }
        });
    }
}
