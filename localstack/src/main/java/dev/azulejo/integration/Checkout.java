package dev.azulejo.integration;

import dev.azulejo.core.local.UserCache;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Places that tests need, in this checkout and in this user's cache.
public final class Checkout {
    public static final Path ROOT = root();
    public static final Path PHOTOS = ROOT.resolve("docs/images");

    /// The user's cache that the command uses by default.
    public static final Path USER_CACHE = UserCache.of(System.getenv());

    /// The libvips that the command uses by default.
    public static final LibvipsChoice LIBVIPS = LibvipsChoice.of(System.getenv());

    private Checkout() {}

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve("models/span-x2/card.json")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("tests run inside a checkout of azulejo"));
    }
}
