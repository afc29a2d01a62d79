package dev.azulejo.core.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One option: all that anybody knows of it, but what it contradicts, which [Rules] says.
///
/// @param name as sidecars and events have it; in a command two dashes come before it
/// @param audience who may say it
/// @param values that it takes
/// @param words that tell people of it
/// @param isRare whether few people need it, so that a command's `--help` leaves it out and `--help-all` does not
public record Option<T>(String name, Audience audience, Values<T> values, Words words, boolean isRare) {

    /// Who may say an option.
    public enum Audience {
        /// A command, a sidecar, metadata, an event.
        EVERYBODY,
        /// All of these but a command.
        FILES,
        /// A command alone.
        COMMAND,
        /// How the work is cut, which changes speed and memory, never a pixel of the result: for whoever owns the
        /// machine. No message lists such options.
        TUNING,
        /// The same, and not even help shows them.
        MEASURING
    }

    /// @param label stands for the value in a command's help
    /// @param standard what holds without the option: a value of it, or words where it depends on the image
    /// @param help of the command; `%s` in it is the standard
    /// @param meaning what it does, in Markdown for pages of `docs/`, with what `help` has no room for
    public record Words(String label, String standard, String help, String meaning) {}

    /// One for everybody.
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

    /// The same option, left out of a command's `--help`.
    Option<T> rare() {
        return new Option<>(name, audience, values, words, true);
    }

    /// Options are told apart by their names. Said here, as what a record has by itself costs each start a dozen
    /// classes.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Option<?> its && name.equals(its.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    public String help() {
        return words.help().formatted(words.standard());
    }

    /// What holds without it, where that is a value.
    public Optional<T> standard() {
        return values.read(OptionValue.metadata(words.standard()));
    }

    boolean isCut() {
        return audience == Audience.TUNING || audience == Audience.MEASURING;
    }
}
