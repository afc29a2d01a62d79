package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the launcher and mvnw do before there is a Java: the shell's part of the rules for caches and downloads.
class FindJdkTest {
    private static final int UNAVAILABLE = 69;

    @TempDir
    Path folder;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private byte[] archive = "not a JDK".getBytes(StandardCharsets.UTF_8);
    private HttpServer server = aServer();

    private static HttpServer aServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getRawPath());
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private record Ended(int status, String words) {}

    private Ended shell(Map<String, String> environment, String script) throws Exception {
        var builder = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        ". \"$0\"; " + script,
                        Checkout.ROOT.resolve(".mvn/find-jdk.sh").toString())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("HOME", "XDG_CACHE_HOME", "AZULEJO_JAVA_HOME"));
        builder.environment().putAll(environment);
        builder.environment()
                .put(
                        "AZULEJO_ADOPTIUM_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort());
        var process = builder.start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), words);
    }

    private Map<String, String> ownCache() {
        return Map.of("XDG_CACHE_HOME", folder.toString());
    }

    @Test
    void withoutAHomeNothingIsKeptAnywhere() throws Exception {
        for (var homeless : List.of(Map.<String, String>of(), Map.of("HOME", "", "XDG_CACHE_HOME", "relative"))) {
            var ended = shell(homeless, "find_jdk");
            assertThat(ended.status()).isEqualTo(UNAVAILABLE);
            assertThat(ended.words()).contains("set HOME, or XDG_CACHE_HOME, to a folder of your own");
        }
    }

    @Test
    void aCacheThatOthersCouldWriteToIsClosedToThem() throws Exception {
        var cache = Files.createDirectory(folder.resolve("azulejo"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(shell(ownCache(), "require_own_cache").status()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
    }

    @Test
    void theCacheOfAnotherUserIsRefused() throws Exception {
        var cache = Files.createDirectory(folder.resolve("azulejo"));
        try {
            Files.setAttribute(cache, "unix:uid", 65_534);
        } catch (FileSystemException notAllowed) {
            assumeTrue(false, "only root can give a folder away");
        }
        var ended = shell(ownCache(), "find_jdk");
        assertThat(ended.status()).isEqualTo(UNAVAILABLE);
        assertThat(ended.words()).contains("belongs to somebody else");
    }

    @Test
    void whoServesTheJdkDoesNotSayWhatItShouldBe() throws Exception {
        var ended = shell(ownCache(), "fetch_jdk");
        assertThat(ended.status()).isEqualTo(UNAVAILABLE);
        assertThat(ended.words()).containsPattern("has SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}");
        assertThat(asked)
                .singleElement()
                .asString()
                .matches("/jdk-[0-9.]+%2B[0-9]+/OpenJDK25U-jdk_(x64|aarch64)_(linux|mac)_hotspot_[0-9._]+[.]tar[.]gz");
        assertThat(folder.resolve("azulejo")).isEmptyDirectory();
    }

    @Test
    void theJdkThatIsPinnedIsUnpackedIntoTheCache() throws Exception {
        var made = "cd '%s' && mkdir -p jdk/bin && touch jdk/bin/java && tar -czf archive jdk".formatted(folder);
        assertThat(shell(ownCache(), made).status()).isZero();
        archive = Files.readAllBytes(folder.resolve("archive"));
        var pinned = "TEMURIN_SHA256=\"$(echo \"$TEMURIN_SHA256\" | sed \"s/[0-9a-f]\\{64\\}$/$(sha 256 '%s')/\")\""
                .formatted(folder.resolve("archive"));
        var ended = shell(ownCache(), pinned + "; fetch_jdk && ls \"$CACHE/jdk-$TEMURIN/bin\"");
        assertThat(ended.words()).endsWith("java\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("azulejo"))))
                .isEqualTo("rwx------");
    }
}
