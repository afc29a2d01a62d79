package dev.azulejo.imaging.testkit;

import dev.azulejo.core.local.UserCache;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import java.nio.file.Path;

/// The libvips of tests, found as users' is, in the same cache.
public final class TestLibvips {
    public static final Path CACHE = UserCache.of(System.getenv());
    public static final LibvipsChoice CHOICE = LibvipsChoice.of(System.getenv());
    public static final Libvips LIBVIPS = new Libvips(new LibvipsFinder(CHOICE, CACHE).find());

    private TestLibvips() {}
}
