package dev.azulejo.integration;

import dev.azulejo.core.local.UserCache;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Where things are that tests need: in this checkout, and of this user.
public final class Checkout {
    public static final Path ROOT = root();
    public static final Path PHOTOS = ROOT.resolve("docs/images");

    /// The cache that the command uses when nobody says otherwise.
    public static final Path USER_CACHE = UserCache.of(System.getenv());

    /// The libvips that the command uses when nobody says otherwise.
    public static final LibvipsChoice LIBVIPS = LibvipsChoice.of(System.getenv());

    private Checkout() {}

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve("models/span-x2/card.json")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("tests run inside a checkout of azulejo"));
    }
}
