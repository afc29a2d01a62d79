package dev.azulejo.imaging;

import java.nio.file.Path;
import java.util.Optional;

/// The libvips that tests run with: found as users' is, in the same cache.
final class TestLibvips {
    static final Path CACHE = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"))
            .resolve("azulejo");
    static final Libvips LIBVIPS = new Libvips(finder().find());

    private TestLibvips() {}

    private static LibvipsFinder finder() {
        var named = Optional.ofNullable(System.getenv("AZULEJO_LIBVIPS")).map(Path::of);
        return new LibvipsFinder(named, CACHE);
    }
}
