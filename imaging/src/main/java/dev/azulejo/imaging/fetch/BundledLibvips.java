package dev.azulejo.imaging.fetch;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.local.CommandRunner;
import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.core.local.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts libvips into something that is built here and runs elsewhere, such as the zip of a function or a
/// release. It uses the same pinned packages as [LibvipsFinder], fetched once and kept.
public final class BundledLibvips {
    private BundledLibvips() {}

    /// Copies the library for a platform into a folder, unless it is there.
    ///
    /// @param arguments the platform, such as `linux-x64` or `linux-arm64`; the folder, which then holds this one
    ///     library, named by its package; `XDG_CACHE_HOME=…` and `HOME=…`, as they are set
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("usage: BundledLibvips PLATFORM FOLDER XDG_CACHE_HOME=… HOME=…");
        }
        var environment = Stream.of(arguments[2], arguments[3])
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        var cacheFolder = PrivateFolder.made(UserCache.of(environment));
        var cache = new PackageCache(cacheFolder.resolve("libvips"), CommandRunner::onPath);
        copy(PinnedPackage.forPlatform(arguments[0]), Path.of(arguments[1]), cache);
    }

    /// @throws PermanentFailure when no package is available, saying what was tried
    static void copy(List<PinnedPackage> packages, Path folder, PackageCache cache) throws IOException {
        var obstacles = new ArrayList<String>();
        for (var pinned : packages) {
            try {
                var library = cache.library(pinned);
                var copy = folder.resolve(pinned.fileName());
                Files.createDirectories(folder);
                removeOthers(folder, copy);
                Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (IOException failure) {
                obstacles.add(String.valueOf(failure.getMessage()));
            }
        }
        throw new PermanentFailure("libvips cannot be fetched: put npm or python3 with pip on the PATH (tried: %s)"
                .formatted(obstacles.isEmpty() ? "no package has it" : String.join("; ", obstacles)));
    }

    private static void removeOthers(Path folder, Path wanted) throws IOException {
        try (var files = Files.list(folder)) {
            for (var other : files.filter(file -> !file.equals(wanted)).toList()) {
                Files.delete(other);
            }
        }
    }
}
