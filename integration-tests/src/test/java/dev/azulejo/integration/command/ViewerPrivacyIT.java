package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.options.LoadState;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerPrivacyIT {
    @TempDir
    static Path folder;

    @BeforeAll
    static void pyramids() throws IOException {
        QuarteredPyramids.write(folder);
    }

    /// Whoever made the pyramid learns not who looks at it: neither by what its index says, nor by what is put into the
    /// page afterwards.
    @ParameterizedTest
    @ValueSource(strings = {"http://iiif.io/api/image/2/context.json", "http://iiif.io/api/image/3/context.json"})
    void noOtherHostIsAsked(String context) throws IOException {
        var asked = new CopyOnWriteArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            var host = "http://127.0.0.1:" + server.getAddress().getPort();
            var index = (ObjectNode) new JsonMapper()
                    .readTree(
                            folder.resolve("after-resize-200pct.iiif/info.json").toFile());
            index.put("@context", context).put("tilesUrl", host).put("url", host);
            for (var name : List.of("id", "@id", "identifier", "tileSource")) {
                index.put(name, host + "/track");
            }
            var pyramid = Files.createDirectories(folder.resolve("tracking.iiif"));
            Files.writeString(pyramid.resolve("info.json"), index.toString());
            Azulejo.warm(folder).run("compare", "tracking.iiif");
            var file = folder.resolve("tracking-compare.html");
            InBrowser.run(page -> {
                page.onRequest(request -> {
                    if (!request.url().matches("(file|data|blob):.*")) {
                        asked.add(request.url());
                    }
                });
                page.navigate(file.toUri().toString());
                page.waitForFunction("() => surface.shown.length === 1");
                page.waitForLoadState(LoadState.NETWORKIDLE);
                assertThat(asked).isEmpty();
                page.evaluate("""
                        host => new Promise(ended => {
                          const image = new Image();
                          image.onload = image.onerror = ended;
                          image.src = host + '/image';
                        }).then(() => fetch(host + '/fetch').catch(() => {}))
                        """, host);
            });
            assertThat(asked)
                    .as("what came there: the browser also tells of what the policy kept back")
                    .noneMatch(address -> address.startsWith("/"));
        } finally {
            server.stop(0);
        }
    }
}
