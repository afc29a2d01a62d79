package dev.azulejo.simulator.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Repeats given choices, and otherwise makes the usual ones.
public final class ReplayedChoices implements Choices {
    static final String WORLD = "world";
    static final String SWITCH = "goes on:";

    private final Map<String, Choice> told = new HashMap<>();
    private final List<Choice> made = new ArrayList<>();
    private long worldPoints;

    public ReplayedChoices(List<Choice> told) {
        told.forEach(choice -> this.told.put(choice.site(), choice));
    }

    @Override
    public boolean isRandom() {
        return false;
    }

    @Override
    public int draw(@Nullable Fiber at, String kind, ToIntFunction<Random> how) {
        var choice = told.get(Choice.site(at == null ? WORLD : at.name(), at == null ? 0 : at.points(), kind));
        if (choice == null) {
            return 0;
        }
        made.add(choice);
        return Integer.parseInt(choice.value());
    }

    @Override
    public Fiber next(@Nullable Fiber at, boolean mayGoOn, List<Fiber> runnable) {
        long point = at == null ? worldPoints++ : at.points();
        var usual = at != null && mayGoOn ? at : runnable.getLast();
        var choice = told.get(Choice.site(at == null ? WORLD : at.name(), point, SWITCH));
        if (choice == null) {
            return usual;
        }
        for (var fiber : runnable) {
            if (fiber.name().equals(choice.value())) {
                made.add(choice);
                return fiber;
            }
        }
        return usual;
    }

    @Override
    public List<Choice> made() {
        return made;
    }
}
