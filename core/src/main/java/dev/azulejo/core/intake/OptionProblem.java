package dev.azulejo.core.intake;

/// One thing that is wrong with options.
///
/// @param option that it is about, as it is said; empty where it is about none of them
/// @param line for people: where that is said, the option, and what is wrong with it
public record OptionProblem(String option, String line) {
    /// What is wrong, for who names the option in another way.
    public String words() {
        return line.startsWith(option + " ") ? line.substring(option.length() + 1) : line;
    }
}
