package dev.azulejo.simulator.bugs;

import dev.azulejo.simulator.Mode;
import dev.azulejo.simulator.Run;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Runs seeds until one violates a rule: `MODE MOST_SEEDS`.
final class Search {
    static final int FOUND = 10;

    private Search() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        var work = new FutureTask<>(() -> search(Mode.named(arguments[0]), Integer.parseInt(arguments[1])));
        Thread.ofVirtual().start(work);
        System.exit(work.get());
    }

    private static int search(Mode mode, int seeds) {
        for (int seed = 1; seed <= seeds; seed++) {
            var run = Run.of(mode, seed, false);
            if (!run.violations().isEmpty()) {
                System.out.println("by seed %d: %s".formatted(seed, run.violations().getFirst()));
                return FOUND;
            }
        }
        System.out.println("%d seeds violate nothing".formatted(seeds));
        return 0;
    }
}
