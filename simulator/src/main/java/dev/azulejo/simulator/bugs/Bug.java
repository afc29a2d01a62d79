package dev.azulejo.simulator.bugs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// One bug, as its file in `simulator/bugs` describes it:
///
/// ```text
/// file: core/src/main/java/dev/azulejo/core/job/JobObjects.java
/// mode: cancel
/// seeds: 500
/// rule: ENDED-AGAINST-DECISION, SHOWN-ALTHOUGH-ENDED
/// what: a decision is put, so that the last one wins
/// --- old
/// the text that stands there, once
/// --- new
/// the text that shall stand there instead
/// ```
///
/// More pairs of `old` and `new` may follow.
///
/// @param name of its file, without ending
/// @param file where it is planted, from the root of the checkout
/// @param mode that must find it
/// @param seeds within which it must be found, from 1 on
/// @param rules of which one must be violated
/// @param what is wrong, in words
record Bug(String name, String file, String mode, int seeds, List<String> rules, String what, List<Change> changes) {
    private static final String OLD = "--- old";
    private static final String NEW = "--- new";

    /// @param before the text that stands there
    /// @param after the text that shall stand there
    record Change(String before, String after) {}

    Bug {
        changes = List.copyOf(changes);
    }

    static Bug read(Path path) throws IOException {
        var name = path.getFileName().toString().replaceFirst("[.]bug$", "");
        var head = new HashMap<String, String>();
        var texts = new ArrayList<StringBuilder>();
        for (var line : Files.readAllLines(path)) {
            if (line.equals(OLD) || line.equals(NEW)) {
                texts.add(new StringBuilder());
            } else if (texts.isEmpty()) {
                int colon = line.indexOf(": ");
                if (colon < 0) {
                    throw new IllegalArgumentException("%s: \"%s\" is no field".formatted(path, line));
                }
                head.put(line.substring(0, colon), line.substring(colon + 2));
            } else {
                texts.getLast().append(line).append('\n');
            }
        }
        if (texts.isEmpty() || texts.size() % 2 != 0) {
            throw new IllegalArgumentException(path + ": each old text needs a new one");
        }
        var changes = new ArrayList<Change>();
        for (int i = 0; i < texts.size(); i += 2) {
            changes.add(new Change(
                    texts.get(i).toString().strip(), texts.get(i + 1).toString().strip()));
        }
        return new Bug(
                name,
                field(path, head, "file"),
                field(path, head, "mode"),
                Integer.parseInt(field(path, head, "seeds")),
                List.of(field(path, head, "rule").split(", ")),
                field(path, head, "what"),
                changes);
    }

    private static String field(Path path, HashMap<String, String> head, String name) {
        var value = head.get(name);
        if (value == null) {
            throw new IllegalArgumentException("%s has no field %s".formatted(path, name));
        }
        return value;
    }

    /// @throws IllegalArgumentException when a text does not stand there exactly once
    String plantedIn(String source) {
        var planted = source;
        for (var change : changes) {
            int at = planted.indexOf(change.before);
            if (at < 0) {
                throw new IllegalArgumentException("this stands no longer in %s: %s".formatted(file, change.before));
            }
            if (planted.indexOf(change.before, at + 1) >= 0) {
                throw new IllegalArgumentException(
                        "this stands in %s more than once: %s".formatted(file, change.before));
            }
            planted = planted.substring(0, at) + change.after + planted.substring(at + change.before.length());
        }
        return planted;
    }
}
