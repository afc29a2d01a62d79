package dev.azulejo.imaging;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the shared library of libvips: the one that was named, else the system's, else one out of a pinned
/// package, which is fetched once and kept.
public final class LibvipsFinder {
    /// The sonames of libvips 8; Homebrew's folder is not on the search path of macOS.
    private static final List<String> SYSTEM_NAMES =
            List.of("libvips.so.42", "libvips.42.dylib", "/opt/homebrew/lib/libvips.42.dylib");

    private final Optional<Path> named;
    private final List<String> systemNames;
    private final List<PinnedPackage> packages;
    private final PackageCache cache;

    /// @param named a library that somebody chose; no other is looked for then
    /// @param cacheFolder where this user's programs keep what can be fetched again, our part of it
    public LibvipsFinder(Optional<Path> named, Path cacheFolder) {
        this(
                named,
                SYSTEM_NAMES,
                PinnedPackage.forThisMachine(),
                new PackageCache(cacheFolder.resolve("libvips"), CommandRunner::onPath));
    }

    LibvipsFinder(Optional<Path> named, List<String> systemNames, List<PinnedPackage> packages, PackageCache cache) {
        this.named = named;
        this.systemNames = systemNames;
        this.packages = packages;
        this.cache = cache;
    }

    /// @throws PermanentFailure when there is none, saying how to get one
    public LibvipsLibrary find() {
        if (named.isPresent()) {
            return loadNamed(named.get());
        }
        return loadSystems().orElseGet(this::loadPackaged);
    }

    private static LibvipsLibrary loadNamed(Path path) {
        var library = LibvipsLibrary.load(path, "file " + path.getFileName())
                .orElseThrow(() -> new PermanentFailure(
                        "%s is no libvips that this machine can load; name another or none".formatted(path)));
        if (!library.isNewEnough()) {
            throw new PermanentFailure("%s is libvips %s; %s or newer is needed"
                    .formatted(path, library.version(), LibvipsLibrary.MIN_VERSION));
        }
        return library;
    }

    private Optional<LibvipsLibrary> loadSystems() {
        return systemNames.stream()
                .flatMap(name -> LibvipsLibrary.load(name, "system").stream())
                .filter(LibvipsLibrary::isNewEnough)
                .findFirst();
    }

    private LibvipsLibrary loadPackaged() {
        var obstacles = new ArrayList<String>();
        for (var pinned : packages) {
            try {
                var path = cache.library(pinned);
                var library = LibvipsLibrary.load(path, pinned.requirement());
                if (library.isPresent()) {
                    return library.get();
                }
                obstacles.add("%s cannot be loaded".formatted(path));
            } catch (IOException failure) {
                obstacles.add(String.valueOf(failure.getMessage()));
            }
        }
        throw new PermanentFailure(
                ("libvips %s or newer is needed: install it (apt install libvips42, brew install vips),"
                                + " or put npm or python3 with pip on the PATH so that it is fetched once,"
                                + " or set AZULEJO_LIBVIPS to its shared library (tried: %s)")
                        .formatted(LibvipsLibrary.MIN_VERSION, tried(obstacles)));
    }

    private String tried(List<String> obstacles) {
        var systems = "system has no " + String.join(", ", systemNames);
        return obstacles.isEmpty() ? systems : systems + "; " + String.join("; ", obstacles);
    }
}
