package dev.azulejo.simulator.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Chooses by a seed. The same seed gives the same choices on every machine.
public final class SeededChoices implements Choices {
    private static final int MOST_PRIORITY = 1_000_000;

    private final Random random;
    private final Strategy strategy;
    private final List<Choice> made = new ArrayList<>();
    private long worldPoints;

    /// How the next fiber is chosen; each strategy finds what the others hardly do.
    private enum Strategy {
        /// Any fiber, with equal chance.
        UNIFORM,
        /// The fiber with the highest priority, which seldom changes: some fibers hardly get a turn.
        PRIORITY,
        /// Mostly the fiber that ran last.
        STICKY
    }

    public SeededChoices(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        strategy = Strategy.values()[random.nextInt(Strategy.values().length)];
    }

    @Override
    public boolean isRandom() {
        return true;
    }

    @Override
    public int draw(@Nullable Fiber at, String kind, ToIntFunction<Random> how) {
        int value = how.applyAsInt(random);
        if (value != 0) {
            made.add(new Choice(name(at), at == null ? 0 : at.points(), kind, String.valueOf(value)));
        }
        return value;
    }

    @Override
    public Fiber next(@Nullable Fiber at, boolean mayGoOn, List<Fiber> runnable) {
        var next = pick(at, mayGoOn, runnable);
        var usual = at != null && mayGoOn ? at : runnable.getLast();
        long point = at == null ? worldPoints++ : at.points();
        if (next != usual) {
            made.add(new Choice(name(at), point, ReplayedChoices.SWITCH, next.name()));
        }
        return next;
    }

    private Fiber pick(@Nullable Fiber at, boolean mayGoOn, List<Fiber> runnable) {
        return switch (strategy) {
            case UNIFORM -> any(runnable);
            case STICKY -> at != null && mayGoOn && random.nextInt(12) != 0 ? at : any(runnable);
            case PRIORITY -> highest(at, runnable);
        };
    }

    private Fiber highest(@Nullable Fiber at, List<Fiber> runnable) {
        if (random.nextInt(60) == 0) {
            any(runnable).priority = 1 + random.nextInt(MOST_PRIORITY);
        }
        Fiber best = runnable.getFirst();
        for (var fiber : runnable) {
            if (fiber.priority == 0) {
                fiber.priority = 1 + random.nextInt(MOST_PRIORITY);
            }
            if (fiber.priority > best.priority) {
                best = fiber;
            }
        }
        if (best == at && random.nextInt(400) == 0) {
            best.priority = 1 + random.nextInt(MOST_PRIORITY); // no fiber starves for ever
        }
        return best;
    }

    private Fiber any(List<Fiber> runnable) {
        return runnable.get(random.nextInt(runnable.size()));
    }

    private static String name(@Nullable Fiber at) {
        return at == null ? ReplayedChoices.WORLD : at.name();
    }

    @Override
    public List<Choice> made() {
        return made;
    }
}
