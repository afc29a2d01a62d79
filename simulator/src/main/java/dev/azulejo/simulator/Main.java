package dev.azulejo.simulator;

import dev.azulejo.simulator.bugs.Bugs;
import dev.azulejo.simulator.port.Coverage;
import dev.azulejo.simulator.schedule.Choice;
import dev.azulejo.simulator.story.Shrinker;
import dev.azulejo.simulator.story.Story;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Runs seeds (`COUNT MODE|all [FIRST_SEED]`); runs those of all modes for hours (`campaign FILE [COUNT]`);
/// tells one run (`replay SEED MODE`); shrinks one to a small run that violates the same rule (`shrink SEED
/// MODE [RULE]`); plants bugs and finds them (`bugs [NAME...]`).
public final class Main {
    private static final String USAGE = """
        usage: run COUNT MODE|all [FIRST_SEED]     many runs; 1 if any violates a rule
               run campaign FILE [COUNT]           so many seeds of every mode in turns, or until it is stopped; goes on
                                                   from what FILE says
               run replay SEED MODE                one run, told step by step
               run shrink SEED MODE [RULE]         the smallest run found that violates the same rule
               run bugs [NAME...]                  plants bugs; 1 if one is not found
               run modes                           what there is to run\
        """;

    private static final int SHRINKING_RUNS = 5_000;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        var work = new FutureTask<>(() -> run(List.of(arguments)));
        Thread.ofVirtual().start(work);
        System.exit(work.get());
    }

    private static int run(List<String> words) throws IOException, InterruptedException {
        try {
            return switch (words.isEmpty() ? "" : words.getFirst()) {
                case "campaign" ->
                    LongCampaign.at(Path.of(words.get(1)))
                                    .run(words.size() > 2 ? Long.parseLong(words.get(2)) : Long.MAX_VALUE, System.out)
                            ? 0
                            : 1;
                case "replay" -> replay(Mode.named(words.get(2)), Long.parseLong(words.get(1)));
                case "shrink" ->
                    shrink(
                            Mode.named(words.get(2)),
                            Long.parseLong(words.get(1)),
                            words.size() > 3 ? words.get(3) : "");
                case "bugs" -> bugs(words.subList(1, words.size()));
                case "modes" -> {
                    Mode.all().forEach(mode -> System.out.println(mode.name()));
                    yield 0;
                }
                default ->
                    many(
                            Integer.parseInt(words.get(0)),
                            words.get(1),
                            words.size() > 2 ? Long.parseLong(words.get(2)) : 1);
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            return 2;
        }
    }

    private static int many(int count, String name, long first) {
        var modes = name.equals("all") ? Mode.all() : List.of(Mode.named(name));
        var coverage = new Coverage();
        int bad = 0;
        for (var mode : modes) {
            var campaign = new Campaign(mode, coverage).run(first, count);
            campaign.print(System.out);
            bad += campaign.bad();
        }
        System.out.println();
        System.out.println(coverage.table());
        return bad > 0 ? 1 : 0;
    }

    private static int replay(Mode mode, long seed) {
        var run = Run.of(mode, seed, true);
        print("Seed %d of %s".formatted(seed, mode.name()), run);
        return run.violations().isEmpty() ? 0 : 1;
    }

    private static int shrink(Mode mode, long seed, String wanted) {
        var first = Run.of(mode, seed, false);
        var rule = wanted.isEmpty() && !first.violations().isEmpty()
                ? first.violations().getFirst().rule()
                : wanted;
        if (!violates(first, rule)) {
            System.err.println("seed %d of %s does not violate %s"
                    .formatted(seed, mode.name(), rule.isEmpty() ? "any rule" : rule));
            return 2;
        }
        var shrinker = new Shrinker(choices -> violates(Run.of(mode, choices, false), rule), SHRINKING_RUNS);
        List<Choice> choices = shrinker.shrink(first.choices());
        var run = Run.of(mode, choices, true);
        print(
                "%s: the smallest of %d runs made from seed %d of %s, which had %d unusual choices"
                        .formatted(
                                rule,
                                shrinker.tries(),
                                seed,
                                mode.name(),
                                first.choices().size()),
                run);
        return 1;
    }

    private static boolean violates(Run run, String rule) {
        return run.violations().stream().anyMatch(violation -> violation.rule().equals(rule));
    }

    private static void print(String title, Run run) {
        new Story(title, run.choices(), run.lines()).lines().forEach(System.out::println);
        System.out.println();
        System.out.println("%d steps, %d switches, %d faults, trace %016x"
                .formatted(run.steps(), run.switches(), run.faults(), run.hash()));
        run.violations().forEach(violation -> System.out.println("VIOLATED " + violation));
        run.notes().forEach((note, count) -> System.out.println("note: " + note));
    }

    private static int bugs(List<String> names) throws IOException, InterruptedException {
        return new Bugs(Path.of(System.getProperty("azulejo.home", "."))).find(names, System.out) ? 0 : 1;
    }
}
