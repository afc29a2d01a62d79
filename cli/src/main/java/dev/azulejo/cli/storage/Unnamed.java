package dev.azulejo.cli.storage;

import dev.azulejo.cli.view.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Objects that no listing has, as no key of ours can name them: how many there were, and the first few. For one
/// thread.
public final class Unnamed implements Consumer<String> {
    private static final int MOST_NAMES = 5;

    private final List<String> first = new ArrayList<>();
    private int count;

    @Override
    public void accept(String name) {
        count++;
        if (first.size() < MOST_NAMES) {
            first.add("'" + name + "'");
        }
    }

    /// Says so, if there were any.
    public void tell(PrintWriter err, Object place) {
        if (count > 0) {
            var more = count > first.size() ? " and %d more".formatted(count - first.size()) : "";
            err.println(Console.printable(
                    "azulejo: left out: %d in %s, whose names have an empty, '.' or '..' part, a backslash or a control character, which no file may have here: %s%s"
                            .formatted(count, place, String.join(", ", first), more)));
        }
    }
}
