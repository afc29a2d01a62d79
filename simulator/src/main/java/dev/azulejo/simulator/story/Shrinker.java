package dev.azulejo.simulator.story;

import dev.azulejo.simulator.schedule.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Removes from a failing run's choices those that the failure does not need: first large parts, then
/// single ones (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002).
public final class Shrinker {
    private final Predicate<List<Choice>> stillFails;
    private int tries;
    private final int mostTries;

    /// @param stillFails runs with given choices and says whether the same rule is violated
    /// @param mostTries number of runs after which it stops
    public Shrinker(Predicate<List<Choice>> stillFails, int mostTries) {
        this.stillFails = stillFails;
        this.mostTries = mostTries;
    }

    /// @return the fewest choices found that still fail
    public List<Choice> shrink(List<Choice> choices) {
        var best = List.copyOf(choices);
        int size = Math.max(1, best.size() / 2);
        while (tries < mostTries) {
            var smaller = withoutOnePart(best, size);
            if (smaller.size() < best.size()) {
                best = smaller;
                size = Math.min(size, Math.max(1, best.size() / 2));
            } else if (size == 1) {
                break;
            } else {
                size = Math.max(1, size / 2);
            }
        }
        return best;
    }

    /// Tries once to leave out each part of that size.
    private List<Choice> withoutOnePart(List<Choice> choices, int size) {
        var best = choices;
        int at = 0;
        while (at < best.size() && tries < mostTries) {
            var fewer = new ArrayList<>(best);
            fewer.subList(at, Math.min(at + size, best.size())).clear();
            tries++;
            if (stillFails.test(fewer)) {
                best = fewer;
            } else {
                at += size;
            }
        }
        return best;
    }

    /// The number of runs it took.
    public int tries() {
        return tries;
    }
}
