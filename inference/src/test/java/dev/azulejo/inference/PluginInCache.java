package dev.azulejo.inference;

import dev.azulejo.core.local.CommandRunner;
import dev.azulejo.core.local.UserCache;
import java.io.IOException;
import java.nio.file.Path;

/// The plugin of this user's cache, fetched into it where it is not there.
public final class PluginInCache {
    private PluginInCache() {}

    /// @throws IOException when it cannot be had
    public static Path library() throws IOException {
        return new PluginPackage(UserCache.of(System.getenv()), CommandRunner::onPath).library();
    }
}
