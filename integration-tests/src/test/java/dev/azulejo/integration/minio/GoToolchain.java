package dev.azulejo.integration.minio;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.python.Program;
import dev.azulejo.integration.python.PythonPackages;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The Go compiler: the machine's own where it is new enough, else one that pip fetches into the user's cache.
///
/// @param own the command of the machine's own
/// @param packages where it comes from without that
record GoToolchain(String own, PythonPackages packages) {
    private static final int MIN_MINOR = 24;
    private static final Pattern VERSION = Pattern.compile("go1\\.(\\d+).*", Pattern.DOTALL);

    static GoToolchain ofThisUser() {
        var requirements = MinioProgram.SOURCES.resolve("requirements.txt");
        var packages = new PythonPackages(
                "test-go",
                List.of("python3"),
                9,
                "pip of Python 3.9 or newer, which could fetch it, is missing too",
                List.of(requirements),
                List.of("--require-hashes", "--only-binary=:all:", "--requirement", requirements.toString()),
                Checkout.USER_CACHE);
        return new GoToolchain("go", packages);
    }

    /// @throws NotObtainable saying what to install
    String command() {
        if (isNewEnough(own)) {
            return own;
        }
        try {
            return packages.install().folder().resolve("go/bin/go").toString();
        } catch (AssertionError e) {
            throw new NotObtainable(
                    "MinIO, a second S3 for tests, is built by Go: install Go 1.%d or newer. %s"
                            .formatted(MIN_MINOR, e.getMessage()),
                    e);
        }
    }

    private static boolean isNewEnough(String go) {
        try {
            var answer = Program.run(List.of(go, "env", "GOVERSION"), Map.of()).output();
            var version = VERSION.matcher(answer);
            return version.matches() && Integer.parseInt(version.group(1)) >= MIN_MINOR;
        } catch (UncheckedIOException notThere) {
            return false;
        }
    }
}
