package dev.azulejo.integration.minio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.local.CachedFolder;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.python.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// MinIO as a program in the user's cache. It is published as sources alone, so it is built once, by Go, whose module
/// mirror gives what `go.mod` names and whose hashes are those of `go.sum`. What it took to build goes.
record MinioProgram(GoToolchain go, Path cache) {
    static final Path SOURCES = Checkout.ROOT.resolve("integration-tests/src/test/go");
    private static final List<Path> PINS = List.of(SOURCES.resolve("go.mod"), SOURCES.resolve("go.sum"));
    private static final String PACKAGE = "github.com/minio/minio";

    static MinioProgram ofThisUser() {
        return new MinioProgram(GoToolchain.ofThisUser(), Checkout.USER_CACHE);
    }

    /// The program, built if need be.
    ///
    /// @throws NotObtainable saying what to install, or why its sources cannot be fetched
    Path path() {
        var platform = System.getProperty("os.name") + System.getProperty("os.arch");
        return new CachedFolder(cache, "test-minio", CachedFolder.fingerprint(platform, PINS))
                .made(this::build)
                .resolve("minio");
    }

    private Path build(Path workFolder) throws IOException {
        for (var pin : PINS) {
            Files.copy(pin, workFolder.resolve(pin.getFileName()));
        }
        var command = List.of(go.command(), "-C", workFolder.toString());
        var environment = Map.of(
                "GOPATH", workFolder.resolve("path").toString(),
                "GOCACHE", workFolder.resolve("cache").toString(),
                "GOFLAGS", "-modcacherw", // else nobody but Go can delete it
                "GOWORK", "off",
                "CGO_ENABLED", "0");
        var fetched = Program.run(with(command, "mod", "download"), environment);
        if (fetched.status() != 0) {
            throw new NotObtainable(
                    "the sources of MinIO, a second S3 for tests, cannot be fetched: " + fetched.errors());
        }
        var built = workFolder.resolve("built");
        // Code that is not optimized is enough for tests, and compiled in two thirds of the time.
        var build = with(command, "build", "-gcflags=all=-N -l", "-ldflags=-s -w", "-o", built + "/minio", PACKAGE);
        var ended = Program.run(build, environment);
        assertThat(ended.status()).as("%s said: %s", build, ended.errors()).isZero();
        return built;
    }

    private static List<String> with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toList();
    }
}
