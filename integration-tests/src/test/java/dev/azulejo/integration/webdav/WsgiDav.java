package dev.azulejo.integration.webdav;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.localstack.ServerProcess;
import dev.azulejo.integration.python.PythonPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A running WsgiDAV: a WebDAV server that others wrote, over a folder.
record WsgiDav(ServerProcess server) implements AutoCloseable {
    static final String USER = "me";
    static final String PASSWORD = "secret";

    private static final Path SOURCES = Checkout.ROOT.resolve("integration-tests/src/test/webdav");
    private static final Path REQUIREMENTS = SOURCES.resolve("requirements.txt");
    private static final PythonPackages PACKAGES = new PythonPackages(
            "test-webdav",
            List.of("python3"),
            9,
            "tests of WebDAV need python3, 3.9 or newer, with pip: apt install python3 python3-pip, or brew install python",
            List.of(REQUIREMENTS),
            List.of("--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", REQUIREMENTS.toString()),
            Checkout.USER_CACHE);

    /// @param state for its log and its files
    static WsgiDav start(Path state) {
        try {
            var installed = PACKAGES.install();
            var files = Files.createDirectories(state.resolve("files"));
            int port = ServerProcess.freePort();
            // -s: nothing of the user's own; -B: no byte code among the sources
            var builder = new ProcessBuilder(
                    installed.python(),
                    "-s",
                    "-B",
                    SOURCES.resolve("serve_webdav.py").toString(),
                    Integer.toString(port),
                    files.toString());
            builder.environment().put("PYTHONPATH", installed.folder().toString());
            return new WsgiDav(ServerProcess.start(
                    "WsgiDAV", builder, URI.create("http://127.0.0.1:" + port), "/ready", state.resolve("server.log")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What its owner connects with.
    URI address() {
        return server.endpoint().resolve("/dav/me/");
    }

    @Override
    public void close() {
        server.close();
    }
}
