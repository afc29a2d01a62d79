package dev.azulejo.integration.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A terminal, as far as we make use of one: for what is left on it in the end.
final class Screen {
    /// Runs what follows on a terminal of its own, and prints what it wrote there.
    static final String[] PTY = {
        "python3", "-c", "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
    };

    private static final Pattern PIECES = Pattern.compile("\u001b\\[([?0-9]*)([A-Za-z])|(?s:.)");

    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int column;

    private Screen() {}

    /// The lines that are shown after all of `written`, without the empty ones.
    static List<String> after(String written) {
        var screen = new Screen();
        var pieces = PIECES.matcher(written);
        while (pieces.find()) {
            if (pieces.group(2) == null) {
                screen.put(pieces.group().charAt(0));
            } else if (pieces.group(2).equals("K") && pieces.group(1).equals("2")) {
                screen.lines.getLast().setLength(0);
            } else if (!pieces.group(1).equals("?7")) {
                throw new AssertionError(
                        "no terminal of ours knows " + pieces.group().substring(1));
            }
        }
        return screen.lines.stream()
                .map(line -> line.toString().strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private void put(char letter) {
        switch (letter) {
            case '\r' -> column = 0;
            case '\n' -> lines.add(new StringBuilder());
            default -> {
                var line = lines.getLast();
                while (line.length() <= column) {
                    line.append(' ');
                }
                line.setCharAt(column, letter);
                column++;
            }
        }
    }
}
