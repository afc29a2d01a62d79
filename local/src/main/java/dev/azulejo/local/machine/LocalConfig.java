package dev.azulejo.local.machine;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.core.local.UserCache;
import dev.azulejo.core.plan.Limit;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.inference.choice.EngineChoice;
import dev.azulejo.local.keyring.Keyring;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The folders and limits of this machine. The only class that reads the environment.
///
/// @param cache of this user: history of jobs, fetched libraries
/// @param settings of this user, which cannot be made again: connections
/// @param models folder with a card for each model
/// @param libvips which one to load
/// @param engines what models are to be run by
/// @param limits as texts, those that are set
/// @param terminal whether a person watches the error output
/// @param keyring that this session may have
public record LocalConfig(
        Path cache,
        Path settings,
        Path models,
        LibvipsChoice libvips,
        EngineChoice engines,
        Map<Limit, String> limits,
        boolean terminal,
        Optional<Keyring> keyring) {
    public LocalConfig {
        limits = Map.copyOf(limits);
    }

    /// The folder of weights that were fetched on demand.
    public Path pulledModels() {
        return cache.resolve("models");
    }

    /// The folder of models that this user has added.
    public Path ownModels() {
        return settings.resolve("models");
    }

    /// The cards of all models of this machine, those of the user's own among them.
    public CardFolder cards() {
        return new CardFolder(models, ownModels());
    }

    /// Returns the cache, and makes it for this user alone if it does not exist.
    ///
    /// @throws PermanentFailure when it is another user's
    public Path openedCache() {
        return PrivateFolder.made(cache);
    }

    /// @param folder where the models are instead
    public LocalConfig withModels(Path folder) {
        return new LocalConfig(cache, settings, folder, libvips, engines, limits, terminal, keyring);
    }

    public LocalConfig with(LibvipsChoice other) {
        return new LocalConfig(cache, settings, models, other, engines, limits, terminal, keyring);
    }

    public LocalConfig with(EngineChoice other) {
        return new LocalConfig(cache, settings, models, libvips, other, limits, terminal, keyring);
    }

    public static LocalConfig fromEnvironment() {
        return of(System.getenv());
    }

    /// | variable | meaning |
    /// |---|---|
    /// | `XDG_CACHE_HOME` | where this user's caches are; `$HOME/.cache` if not set |
    /// | `XDG_CONFIG_HOME` | where this user's settings are; `$HOME/.config` if not set |
    /// | `AZULEJO_MODELS` | folder with the models; that of the checkout if not set |
    /// | `AZULEJO_LIBVIPS` | `pinned`, `system` or the path of a shared library; pinned if not set |
    /// | `AZULEJO_ENGINE`, `AZULEJO_PRECISION` | what runs the models, see [EngineChoice]; 32 bits if not set |
    /// | `AZULEJO_MAX_PIXELS`, … | limits, see [Limit] and `docs/limits.md`; an option of the command goes before |
    public static LocalConfig of(Map<String, String> environment) {
        var home = Path.of(System.getProperty(LibvipsFinder.HOME, "."));
        return new LocalConfig(
                UserCache.of(environment),
                UserCache.settings(environment),
                variable(environment, "AZULEJO_MODELS").orElse(home.resolve("models")),
                LibvipsChoice.of(environment),
                EngineChoice.of(environment),
                limits(environment),
                Boolean.getBoolean("azulejo.terminal"),
                Keyring.ofSession(environment));
    }

    private static Map<Limit, String> limits(Map<String, String> environment) {
        var limits = new EnumMap<Limit, String>(Limit.class);
        for (var limit : Limit.values()) {
            var value = environment.get(limit.variable());
            if (value != null && !value.isBlank()) {
                limits.put(limit, value);
            }
        }
        return limits;
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
