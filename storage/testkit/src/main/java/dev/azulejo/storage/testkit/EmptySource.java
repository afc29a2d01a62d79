package dev.azulejo.storage.testkit;

import dev.azulejo.storage.Source;
import java.util.Map;

/// Provides an empty place for the contract of reading.
public interface EmptySource {
    /// Makes a place without objects, another for each test.
    Filled emptySource();

    /// Whether the place holds `key` exactly, beside others that differ from it in case or form. If not,
    /// the contract demands a refusal by [dev.azulejo.storage.InvalidKey].
    default boolean takes(String key) {
        return true;
    }

    /// A place, and the way to put objects there: the place itself may be read-only.
    interface Filled {
        Source source();

        /// @param metadata of the object, which a place that keeps none may drop
        void put(String key, String text, Map<String, String> metadata);

        default void put(String key, String text) {
            put(key, text, Map.of());
        }

        void delete(String key);
    }
}
