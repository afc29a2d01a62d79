package dev.azulejo.integration.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.azulejo.integration.localstack.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// nginx as a process of its own, which answers by https at a port that is free and asks a server behind it.
final class Nginx implements AutoCloseable {
    /// No machine is so slow.
    private static final int TRIES = 3000;

    private static final long PAUSE_MILLIS = 20;
    private static final char[] PASSWORD = "password".toCharArray();
    private static final Pattern DOCUMENTED =
            Pattern.compile("(?s)```text\nserver \\{\\s+listen 443 ssl;(.*?)\n}\n```");

    /// What is said to it.
    enum Words {
        /// No more than where the server is.
        DEFAULTS {
            @Override
            String of(Path ignored) {
                return "location / { proxy_pass http://127.0.0.1:8787; }";
            }
        },
        /// What `docs/api.md` advises.
        DOCUMENTED {
            @Override
            String of(Path page) throws IOException {
                var block = Nginx.DOCUMENTED.matcher(Files.readString(page));
                assertThat(block.find()).as("a server of nginx on %s", page).isTrue();
                return block.group(1).replaceFirst("server_name [^;]+;", "");
            }
        };

        abstract String of(Path page) throws IOException;
    }

    private final int port;
    private final Path folder;
    private Optional<Process> process = Optional.empty();

    /// Skips the test, and says why, where there is no nginx.
    ///
    /// @param folder for its files
    Nginx(Path folder) throws IOException {
        assumeTrue(program().isPresent(), "there is no nginx on this machine (apt install nginx)");
        this.folder = Files.createDirectories(folder);
        port = ServerProcess.freePort();
    }

    URI address() {
        return URI.create("https://localhost:" + port);
    }

    private static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void start(Words words, URI server) throws IOException {
        writeCertificate();
        var said = words.of(Path.of("../docs/api.md")).replace("127.0.0.1:8787", server.getAuthority());
        var temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(its -> "%s_temp_path %s/%s;%n".formatted(its, folder, its))
                .toList();
        var user =
                System.getProperty("user.name").equals("root") ? "user root;" : ""; // it may not enter our folder else
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; %s worker_processes 1; pid %s/pid;
                events {}
                http {
                  access_log off;
                  %s
                  server {
                    listen 127.0.0.1:%d ssl; server_name localhost;
                    ssl_certificate %s/certificate.pem; ssl_certificate_key %s/key.pem;
                    %s
                  }
                }
                """.formatted(
                        user, folder, String.join("", temporary), port, folder, folder, said));
        var log = folder.resolve("log");
        var started = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "-p",
                        folder.toString(),
                        "-e",
                        "stderr",
                        "-c",
                        folder.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process = Optional.of(started);
        for (int tries = 0; !answers(); tries++) {
            assertThat(started.isAlive() && tries < TRIES)
                    .as(Files.readString(log))
                    .isTrue();
            pause();
        }
    }

    private boolean answers() {
        try (var _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// One that nobody has signed, by the JDK's own tool.
    private void writeCertificate() throws IOException {
        var file = folder.resolve("keys.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var words = "-genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=dns:localhost -storetype PKCS12";
        var command = Stream.of(
                        Stream.of(tool),
                        Stream.of(words.split(" ")),
                        Stream.of("-storepass", new String(PASSWORD), "-keystore", file.toString()))
                .flatMap(its -> its)
                .toList();
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
            var store = KeyStore.getInstance(file.toFile(), PASSWORD);
            pem("certificate", "CERTIFICATE", store.getCertificate("a").getEncoded());
            pem("key", "PRIVATE KEY", store.getKey("a", PASSWORD).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void pem(String name, String kind, byte[] bytes) throws IOException {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        var text = List.of("-----BEGIN " + kind + "-----", lines, "-----END " + kind + "-----");
        Files.write(folder.resolve(name + ".pem"), text);
    }

    /// Its workers end with it.
    @Override
    public void close() {
        process.ifPresent(its -> {
            its.destroy();
            try {
                its.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
