package dev.azulejo.core.option;

import java.util.List;
import java.util.function.Predicate;

/// Which options do not go together, however right each is by itself.
public sealed interface Rule {
    /// An option that only one of may be said, because all say the same thing in different ways.
    record Rivals(Option<?> option, List<Option<?>> others) implements Rule {
        public Rivals {
            others = List.copyOf(others);
        }
    }

    /// An option that needs others, or needs others not to be said.
    ///
    /// @param holds whether all is well, if the option is said
    /// @param words say what is not, and follow the option and its value
    record Needs(Option<?> option, Predicate<Chosen> holds, String words) implements Rule {}
}
