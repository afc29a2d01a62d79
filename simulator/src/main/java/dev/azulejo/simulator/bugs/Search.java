package dev.azulejo.simulator.bugs;

import dev.azulejo.simulator.Mode;
import dev.azulejo.simulator.Run;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Runs seeds until one violates a rule: `MODE MOST_SEEDS RULE...`.
final class Search {
    static final int FOUND = 10;

    private Search() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        var work = new FutureTask<>(() -> search(
                Mode.named(arguments[0]),
                Integer.parseInt(arguments[1]),
                List.of(arguments).subList(2, arguments.length)));
        Thread.ofVirtual().start(work);
        System.exit(work.get());
    }

    private static int search(Mode mode, int seeds, List<String> rules) {
        for (int seed = 1; seed <= seeds; seed++) {
            var run = Run.of(mode, seed, false);
            var found = run.violations().stream()
                    .filter(violation -> rules.contains(violation.rule()))
                    .findFirst();
            if (found.isPresent()) {
                System.out.println("by seed %d: %s".formatted(seed, found.get()));
                return FOUND;
            }
        }
        System.out.println("%d seeds do not violate %s".formatted(seeds, rules));
        return 0;
    }
}
