package dev.azulejo.core.local;

import dev.azulejo.core.failure.PermanentFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The folders in which one user's programs keep things, and our part of them: what can be fetched or made
/// again, and what cannot.
public final class UserCache {
    private UserCache() {}

    /// `$XDG_CACHE_HOME/azulejo`, else `$HOME/.cache/azulejo`; it may not exist yet, see [PrivateFolder]. A
    /// relative path counts as none, as the XDG base directory specification wants it.
    ///
    /// @throws PermanentFailure when neither is set: a folder of the system's would be one that anybody can fill
    public static Path of(Map<String, String> environment) {
        return absolute(environment, "XDG_CACHE_HOME")
                .or(() -> absolute(environment, "HOME").map(home -> home.resolve(".cache")))
                .orElseThrow(() -> new PermanentFailure("neither HOME nor XDG_CACHE_HOME names a folder, so there is"
                        + " no place for your cache: set HOME, or XDG_CACHE_HOME, to a folder of your own"))
                .resolve("azulejo");
    }

    /// The folder for what cannot be made again, such as connections: `$XDG_CONFIG_HOME/azulejo`, else
    /// `$HOME/.config/azulejo`, else a folder of the cache.
    ///
    /// @throws PermanentFailure when none of them is set
    public static Path settings(Map<String, String> environment) {
        return absolute(environment, "XDG_CONFIG_HOME")
                .or(() -> absolute(environment, "HOME").map(home -> home.resolve(".config")))
                .map(settings -> settings.resolve("azulejo"))
                .orElseGet(() -> of(environment).resolve("settings"));
    }

    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
