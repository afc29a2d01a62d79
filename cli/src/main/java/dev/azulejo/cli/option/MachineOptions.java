package dev.azulejo.cli.option;

import dev.azulejo.core.plan.Limit;
import dev.azulejo.core.plan.MemoryNeed;
import dev.azulejo.local.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for the use of this machine that `enhance`, `plan` and `watch` share. They never change a
/// result.
public final class MachineOptions {
    private static final int MOST_THREADS = 1024;

    @Option(
            names = "--threads",
            order = HelpAll.RARE,
            paramLabel = "N",
            description = "Cores to use; all by default. Never changes the result.")
    public int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--memory",
            order = HelpAll.RARE,
            paramLabel = "BYTES",
            description = "Memory to use, such as 900MB or 4G; 1G by default. With more, more tiles run side by side."
                    + " Never changes the result.")
    private @Nullable String memory;

    /// Lists the problems with the options.
    public List<String> problems() {
        var problems = new ArrayList<String>();
        if (threads < 1 || threads > MOST_THREADS) {
            problems.add("--threads is %d, not a whole number from 1 to %d".formatted(threads, MOST_THREADS));
        }
        if (memory != null) {
            Limit.MEMORY.refusal(memory).ifPresent(refusal -> problems.add("--memory " + refusal));
        }
        return problems;
    }

    /// The machine that the options allow, if they have no problems.
    public Machine machine() {
        return machine(Machine::of);
    }

    /// The machine that the options allow, with another default of memory.
    public Machine machine(IntFunction<Machine> usual) {
        return memory == null
                ? usual.apply(threads)
                : new Machine(threads, Limit.MEMORY.parse(memory).orElse(MemoryNeed.STANDARD_BUDGET), true);
    }
}
