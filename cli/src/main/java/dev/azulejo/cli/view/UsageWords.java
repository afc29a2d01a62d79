package dev.azulejo.cli.view;

import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.Suggestion;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Words a mistake on the command line, and says what to type instead.
public final class UsageWords {
    private UsageWords() {}

    /// The mistake in words, with the word that was probably meant, if one is near.
    public static String of(ParameterException e) {
        return e instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getUnmatched().isEmpty()
                ? unmatched(unmatched.getUnmatched().getFirst(), e.getCommandLine())
                : String.valueOf(e.getMessage());
    }

    private static String unmatched(String word, CommandLine command) {
        var commands = command.getSubcommands().keySet();
        if (word.startsWith("-")) {
            return "there is no option '%s'%s".formatted(shown(word), meantOption(word, command));
        }
        if (commands.isEmpty()) {
            return "word '%s' is one too many".formatted(shown(word));
        }
        return "there is no command '%s'%s".formatted(shown(word), meant(word, commands));
    }

    /// The advice for a user who begins with a file and wants it enhanced.
    private static String meant(String word, Set<String> commands) {
        return commands.contains("enhance") && (word.contains(".") || word.contains("/"))
                ? " (did you mean 'azulejo enhance %s'?)".formatted(shown(word))
                : Suggestion.of(word, commands);
    }

    /// An option that begins like the word, those first that are needed most, or one that is spelt like it. What
    /// stands in front of all commands may be one of `enhance`.
    private static String meantOption(String word, CommandLine command) {
        var enhance = command.getSubcommands().get("enhance");
        if (enhance != null && enhance.getCommandSpec().optionsMap().containsKey(word)) {
            return " (did you mean 'azulejo enhance %s'?)".formatted(word);
        }
        boolean isLetter = word.length() == 2;
        var names = command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .flatMap(option -> Stream.of(option.names()))
                .toList();
        return names.stream()
                .filter(name -> name.startsWith(isLetter ? "-" + word : word))
                .findFirst()
                .map(" (did you mean '%s'?)"::formatted)
                .orElseGet(() -> isLetter ? "" : Suggestion.of(word, names));
    }

    private static String shown(String word) {
        return OptionValue.shown(word);
    }
}
