package dev.azulejo.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where things are on this machine. The only class that reads the environment.
///
/// @param cache of this user: history of jobs, fetched libraries
/// @param models folder with a card for each model
/// @param libvips a library somebody chose
/// @param terminal whether a person watches the error output
record LocalConfig(Path cache, Path models, Optional<Path> libvips, boolean terminal) {

    /// Where weights are kept that were brought on demand.
    Path pulledModels() {
        return cache.resolve("models");
    }

    static LocalConfig fromEnvironment() {
        return of(System.getenv());
    }

    /// | variable | meaning |
    /// |---|---|
    /// | `XDG_CACHE_HOME` | where this user's caches are; `~/.cache` if not set |
    /// | `AZULEJO_MODELS` | folder with the models; that of the checkout if not set |
    /// | `AZULEJO_LIBVIPS` | the shared library of libvips; searched for if not set |
    static LocalConfig of(Map<String, String> environment) {
        var caches = variable(environment, "XDG_CACHE_HOME").orElse(Path.of(System.getProperty("user.home"), ".cache"));
        var home = Path.of(System.getProperty("azulejo.home", "."));
        return new LocalConfig(
                caches.resolve("azulejo"),
                variable(environment, "AZULEJO_MODELS").orElse(home.resolve("models")),
                variable(environment, "AZULEJO_LIBVIPS"),
                Boolean.getBoolean("azulejo.terminal"));
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
