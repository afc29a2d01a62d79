package dev.azulejo.core.option;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the files of options that people write: JSON, in practice. Thread-safe.
public interface OptionsReader {
    /// Reads one object without deciding which options there are.
    Parsed parse(byte[] bytes);

    /// The content of a file of options.
    sealed interface Parsed {}

    /// @param values by name, in the order of the file; values that are `null` are left out
    record Fields(Map<String, OptionValue> values) implements Parsed {
        public Fields {
            values = new LinkedHashMap<>(values);
        }
    }

    /// The file is no object of options.
    ///
    /// @param why in one line, with the line and column where that is known
    record Broken(String why) implements Parsed {}
}
