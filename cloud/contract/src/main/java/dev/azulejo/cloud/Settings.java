package dev.azulejo.cloud;

import dev.azulejo.cloud.Settings.InvalidSettings;
import dev.azulejo.storage.StorageUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads the environment and collects all that is missing or wrong in it, so that the operator learns of
/// everything at once.
public final class Settings {
    private final Function<String, Optional<String>> environment;
    private final List<String> problems = new ArrayList<>();

    /// @param environment gives the value of a variable by its name
    public Settings(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /// The value of a variable without blanks around it; empty if nothing is left.
    public Optional<String> value(String name) {
        return environment.apply(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    public Optional<String> value(Variable variable) {
        return value(variable.text());
    }

    /// The value of a variable; if it is not set, the empty text, and that is a problem.
    ///
    /// @param advice a sentence with `%s` in place of the variable's name
    public String required(Variable variable, String advice) {
        return value(variable).orElseGet(() -> {
            problem(advice.formatted(variable.text()));
            return "";
        });
    }

    /// A whole number from `least` to `most`; `otherwise` if the variable is not set.
    public int number(Variable variable, int otherwise, int least, int most) {
        var text = value(variable).orElse(String.valueOf(otherwise));
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problem("%s is a whole number from %d to %d, not %s".formatted(variable.text(), least, most, text));
        return otherwise;
    }

    /// Adds a problem: what is missing or wrong, in a sentence.
    public void problem(String sentence) {
        problems.add(sentence);
    }

    public static boolean isBucket(String name) {
        return StorageUri.isBucketName(name);
    }

    /// Throws if there are problems.
    ///
    /// @param prefix of the message
    /// @throws InvalidSettings with all problems, if there is one
    public void check(String prefix) {
        if (!problems.isEmpty()) {
            throw new InvalidSettings(prefix, problems);
        }
    }

    /// Thrown for settings with which the process cannot start.
    public static final class InvalidSettings extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private final transient List<String> problems;

        InvalidSettings(String prefix, List<String> problems) {
            super(prefix + String.join("; ", problems));
            this.problems = List.copyOf(problems);
        }

        /// What to set, one sentence each.
        public List<String> problems() {
            return problems;
        }
    }
}
