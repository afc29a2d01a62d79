package dev.azulejo.simulator;

import com.sun.management.OperatingSystemMXBean;
import dev.azulejo.simulator.port.Coverage;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// Many runs of one mode, and what they violated.
public final class Campaign {
    private static final int SHOWN_NOTES = 10;

    private final Mode mode;
    private final Coverage coverage;
    private final Map<String, List<Found>> found = new TreeMap<>();
    private final Map<String, Integer> notes = new TreeMap<>();
    private int runs;
    private int bad;
    private long steps;
    private long switches;
    private long faults;
    private long hash;
    private long nanos;
    private long cpuNanos;

    /// A run that violated a rule.
    ///
    /// @param detail of the first violation of that rule
    public record Found(long seed, int switches, int faults, String detail) {}

    /// @param coverage what all campaigns together have reached
    public Campaign(Mode mode, Coverage coverage) {
        this.mode = mode;
        this.coverage = coverage;
    }

    /// @param first seed
    /// @param count of seeds
    public Campaign run(long first, int count) {
        long start = System.nanoTime();
        long cpuStart = cpu();
        for (long seed = first; seed < first + count; seed++) {
            add(seed);
        }
        nanos += System.nanoTime() - start;
        cpuNanos += cpu() - cpuStart;
        return this;
    }

    /// Measures the CPU time of this process in nanoseconds, as the machine may be busy with other things.
    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private void add(long seed) {
        var run = Run.of(mode, seed, false);
        runs++;
        steps += run.steps();
        switches += run.switches();
        faults += run.faults();
        hash = 31 * hash + run.hash();
        coverage.add(run.coverage());
        coverage.add(run.choices());
        run.notes().keySet().forEach(note -> notes.merge(note, 1, Integer::sum));
        var rules = new TreeSet<String>();
        for (var violation : run.violations()) {
            if (rules.add(violation.rule())) {
                found.computeIfAbsent(violation.rule(), _ -> new ArrayList<>())
                        .add(new Found(seed, run.switches(), run.faults(), violation.detail()));
            }
        }
        if (!rules.isEmpty()) {
            bad++;
        }
    }

    /// How many runs violated something.
    public int bad() {
        return bad;
    }

    public int runs() {
        return runs;
    }

    public long steps() {
        return steps;
    }

    public long faults() {
        return faults;
    }

    /// Hash of all traces, in their order.
    public long hash() {
        return hash;
    }

    /// The runs that violated each rule, by the rule's name.
    public Map<String, List<Found>> found() {
        return found;
    }

    /// Describes the simplest run for each violated rule, one line each.
    public List<String> lines() {
        return found.entrySet().stream()
                .map(entry -> {
                    var simplest = entry.getValue().stream()
                            .min(Comparator.comparingInt(Found::faults).thenComparingInt(Found::switches))
                            .orElseThrow();
                    return "  %-30s %6d runs; simplest seed %d (%d switches, %d faults): %s"
                            .formatted(
                                    entry.getKey(),
                                    entry.getValue().size(),
                                    simplest.seed,
                                    simplest.switches,
                                    simplest.faults,
                                    simplest.detail);
                })
                .toList();
    }

    /// Prints the speed of the campaign and what it found.
    public void print(PrintStream out) {
        double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
        double cpuSeconds = cpuNanos / (double) TimeUnit.SECONDS.toNanos(1);
        out.printf(
                "%s: %d runs, %d with violations, %d steps, %d switches, %d faults, %.1f s, %.0f runs/s (%.0f for a"
                        + " second of the processor), traces %016x%n",
                mode.name(), runs, bad, steps, switches, faults, seconds, runs / seconds, runs / cpuSeconds, hash);
        lines().forEach(out::println);
        notes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(SHOWN_NOTES)
                .forEach(note -> out.printf("  note: %d runs: %s%n", note.getValue(), note.getKey()));
    }
}
