package dev.azulejo.core.local;

import java.util.List;
import java.util.function.Consumer;

/// Runs one call for each task, some of them at once, as a Map state does. Ends with the first failure,
/// after running calls have ended.
public interface LocalMap {
    LocalMap THREADS = new ThreadMap();

    /// @param width most tasks at once
    <T> void forEach(int width, List<T> tasks, Consumer<T> work);
}
