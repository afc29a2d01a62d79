package dev.azulejo.cli.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Asks the user at the terminal before something that cannot be undone.
public final class Question {
    private static final List<String> ANSWERS = List.of("y", "yes");

    private Question() {}

    /// @param what is about to happen, as a sentence without its full stop
    /// @return whether the user said yes; false without a terminal
    public static boolean agrees(String what) {
        return Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .map(console -> console.readLine("%s. Go on? [y/N] ", what))
                .filter(answer -> ANSWERS.contains(answer.strip().toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
