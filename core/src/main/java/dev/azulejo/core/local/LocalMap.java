package dev.azulejo.core.local;

import java.util.List;
import java.util.function.Consumer;

/// Does what a Map state does: one call for each task, some of them at once. Ends with the first failure, after
/// those under way have ended.
public interface LocalMap {
    /// On threads of its own.
    LocalMap THREADS = new ThreadMap();

    /// @param width most tasks at once
    <T> void forEach(int width, List<T> tasks, Consumer<T> work);
}
