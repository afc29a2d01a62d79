package dev.azulejo.storage.testkit;

import dev.azulejo.storage.Source;
import java.util.Map;

/// What the contract of reading is tried on.
public interface EmptySource {
    /// A place without objects, another for each test.
    Filled emptySource();

    /// Whether the place holds `key` exactly as it is, beside others that differ from it in case or form.
    /// Of one that it does not, the contract wants a refusal by [dev.azulejo.storage.InvalidKey].
    default boolean takes(String key) {
        return true;
    }

    /// A place, and the way by which objects come there: the place itself may only be read.
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
