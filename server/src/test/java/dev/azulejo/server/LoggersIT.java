package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the libraries of the assembled server log. The HTTP client makes a line of each few bytes for a
/// logger that is on, whether or not somebody reads it.
class LoggersIT {
    @TempDir
    private Path data;

    /// One that starts no Quarkus, and one that does.
    @ParameterizedTest
    @ValueSource(strings = {"storage --help", "serve --port 0 --end-at-once --data "})
    void nothingIsLoggedOfWhatGoesOverTheWire(String command) throws IOException {
        var arguments = command.endsWith(" ") ? command + data : command;
        var said = said(arguments.split(" "));
        assertThat(said.lines().filter(line -> line.contains(" debug=")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).endsWith(" debug=false error=true"));
        assertThat(said).doesNotContain("LogManager");
    }

    private static String said(String... arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var server = System.getProperty("azulejo.server");
        var tests = Path.of(server).resolveSibling("test-classes");
        var options = Stream.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dazulejo.home=" + Path.of(server).resolve("../../..").normalize(),
                "-cp",
                server + File.pathSeparator + tests,
                LoggersAtTheEnd.class.getName());
        var process = new ProcessBuilder(
                        Stream.concat(options, Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
