package dev.azulejo.imaging;

import dev.azulejo.core.local.UserCache;
import java.nio.file.Path;

/// The libvips that tests run with: found as users' is, in the same cache.
final class TestLibvips {
    static final Path CACHE = UserCache.of(System.getenv());
    static final LibvipsChoice CHOICE = LibvipsChoice.of(System.getenv());
    static final Libvips LIBVIPS = new Libvips(new LibvipsFinder(CHOICE, CACHE).find());

    private TestLibvips() {}
}
