package dev.azulejo.core.option;

import java.util.List;
import java.util.function.Predicate;

/// A rule about options that do not go together, however valid each is by itself.
public sealed interface Rule {
    /// Options of which only one may be given, because all set the same thing in different ways.
    record Rivals(Option<?> option, List<Option<?>> others) implements Rule {
        public Rivals {
            others = List.copyOf(others);
        }
    }

    /// An option that requires others, or excludes others.
    ///
    /// @param holds whether the rule holds, if the option is given
    /// @param words say what is wrong; they follow the option and its value
    record Needs(Option<?> option, Predicate<Chosen> holds, String words) implements Rule {}
}
