package dev.azulejo.core.option;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Valid values of options, by the options' names.
public record Chosen(Map<String, Object> values) {
    public static final Chosen NOTHING = new Chosen(Map.of());

    public Chosen {
        values = new TreeMap<>(values); // in one order, so that equal choices have equal texts
    }

    /// Reads the given values, leaving out those that are not valid.
    public static Chosen of(Map<String, OptionValue> said) {
        var values = new TreeMap<String, Object>();
        said.forEach((name, value) -> OptionTable.named(name)
                .flatMap(option -> option.values().read(value))
                .ifPresent(read -> values.put(name, read)));
        return new Chosen(values);
    }

    public <T> Chosen with(Option<T> option, T value) {
        var all = new TreeMap<>(values);
        all.put(option.name(), value);
        return new Chosen(all);
    }

    public Chosen without(Option<?> option) {
        var all = new TreeMap<>(values);
        all.remove(option.name());
        return new Chosen(all);
    }

    public boolean has(Option<?> option) {
        return values.containsKey(option.name());
    }

    @SuppressWarnings("unchecked") // values under an option's name have its type
    public <T> Optional<T> get(Option<T> option) {
        return Optional.ofNullable((T) values.get(option.name()));
    }

    /// The value that was chosen, or the option's standard.
    ///
    /// @throws java.util.NoSuchElementException if none was chosen and the standard is no value
    public <T> T or(Option<T> option) {
        return get(option).or(option::standard).orElseThrow();
    }
}
