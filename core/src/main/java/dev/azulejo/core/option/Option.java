package dev.azulejo.core.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One option with everything about it, except what it contradicts, which [Rules] says.
///
/// @param name as sidecars and events have it; in a command two dashes come before it
/// @param audience who may give it
/// @param values that it takes
/// @param words that describe it to people
/// @param isRare whether few people need it, so only a command's `--help-all` lists it
public record Option<T>(String name, Audience audience, Values<T> values, Words words, boolean isRare) {

    /// Who may give an option.
    public enum Audience {
        /// A command, a sidecar, metadata or an event.
        EVERYBODY,
        /// All of these but a command.
        FILES,
        /// A command alone.
        COMMAND,
        /// The owner of the machine: how the work is cut, which changes speed and memory, never a pixel of
        /// the result. No message lists such options.
        TUNING,
        /// As [#TUNING], but not even help shows them.
        MEASURING
    }

    /// @param label stands for the value in a command's help
    /// @param standard the default: a value, or words if it depends on the image
    /// @param help of the command; `%s` in it is the standard
    /// @param meaning what it does, in Markdown for pages of `docs/`, with what `help` has no room for
    public record Words(String label, String standard, String help, String meaning) {}

    /// Makes an option for [Audience#EVERYBODY].
    static <T> Option<T> of(String name, Values<T> values, String label, String standard, String help, String meaning) {
        return of(name, Audience.EVERYBODY, values, label, standard, help, meaning);
    }

    static <T> Option<T> of(
            String name,
            Audience audience,
            Values<T> values,
            String label,
            String standard,
            String help,
            String meaning) {
        return new Option<>(name, audience, values, new Words(label, standard, help, meaning), false);
    }

    /// Returns this option as one that a command's `--help` leaves out.
    Option<T> rare() {
        return new Option<>(name, audience, values, words, true);
    }

    /// Compares options by their names. It is written out because a record's generated method costs each
    /// start a dozen classes.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Option<?> option && name.equals(option.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    public String help() {
        return words.help().formatted(words.standard());
    }

    public Optional<T> standard() {
        return values.read(OptionValue.metadata(words.standard()));
    }

    boolean isCut() {
        return audience == Audience.TUNING || audience == Audience.MEASURING;
    }
}
