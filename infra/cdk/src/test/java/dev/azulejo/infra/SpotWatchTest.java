package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the script that watches for Spot interruptions, with small scripts in place of the instance's
/// metadata and Docker.
class SpotWatchTest {
    /// A stand-in for curl. Nothing is announced at first: 404, which `curl -f` reports as 22 ("EXIT
    /// CODES", curl's manual). The metadata cannot be reached at all at the second request.
    private static final String CURL = """
            #!/bin/sh
            echo "$@" >> asked
            case "$*" in
                *api/token*) [ "$(grep -c api/token asked)" -ne 2 ] && echo TOKEN ;;
                *X-aws-ec2-metadata-token:\\ TOKEN*instance-action*) [ "$(grep -c instance-action asked)" -ge 3 ] || exit 22 ;;
                *) exit 2 ;;
            esac
            """;

    private static final String DOCKER = """
            #!/bin/sh
            echo "$@" >> told
            [ "$1" != ps ] || printf 'one\\ntwo\\n'
            """;

    @TempDir
    Path folder;

    @Test
    void whatRunsIsStoppedOnceAwsHasAnnouncedThatItTakesTheInstanceBack() throws Exception {
        Map.of("curl", CURL, "docker", DOCKER, "sleep", "#!/bin/sh\n").forEach(this::program);
        var script = folder.resolve("spot.sh");
        try (var in = Objects.requireNonNull(WorkerHosts.class.getResourceAsStream(WorkerHosts.WATCH))) {
            Files.copy(in, script);
        }
        var builder = new ProcessBuilder("sh", script.toString()).directory(folder.toFile());
        builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
        var process = builder.start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(folder.resolve("told"))
                .hasContent("ps -q --filter label=com.amazonaws.ecs.task-arn\nstop -t 90 one two");
        assertThat(Files.readString(folder.resolve("asked"), StandardCharsets.UTF_8)
                        .lines())
                .filteredOn(line -> line.contains("instance-action"))
                .hasSize(3);
    }

    private void program(String name, String text) {
        try {
            var file = Files.writeString(folder.resolve(name), text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
