package dev.azulejo.cli.view;

import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.Suggestion;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Words a mistake on the command line so it says what to type instead.
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
            return "there is no option '%s'%s".formatted(shown(word), Suggestion.of(word, options(command)));
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

    private static Set<String> options(CommandLine command) {
        return command.getCommandSpec().optionsMap().keySet();
    }

    private static String shown(String word) {
        return OptionValue.shown(word);
    }
}
