package dev.azulejo.core.intake;

/// One problem with an option.
///
/// @param option that it is about, as given; empty if it is about none of them
/// @param line for people: where that is said, the option, and what is wrong with it
public record OptionProblem(String option, String line) {
    /// The problem without the option's name, for callers that name the option in another way.
    public String words() {
        return line.startsWith(option + " ") ? line.substring(option.length() + 1) : line;
    }
}
