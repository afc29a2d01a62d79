package dev.azulejo.cli.command.lab;

import dev.azulejo.local.exit.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// The commands of the laboratory, as every build lists them. What runs them is in a [Wing]: the launcher starts the
/// build that has it.
public final class Laboratory {
    public static final String EVALUATE =
            "Tries recipes on images and reports how well each does, how sure that is, and where they differ.";
    public static final String EDGE_CASES =
            "Finds results that stand out among others as worse, and says by what; no reference is needed.";
    public static final String SETS =
            "Checks a set of images, and says what it shows a lot of, a little of, and nothing of.";
    public static final String METRICS =
            "Measures how far an image is from a reference, or how good one looks on its own.";
    public static final String ARENA =
            "Compares recipes or models by people who see two candidates side by side, and not who made them.";
    public static final String PROMOTE = "Lets a model serve in another's place, if nothing speaks against it.";
    public static final String LAB =
            "Makes models: trains networks from a recipe. Fetches 110 MB of libraries when it is first used.";

    private Laboratory() {}

    @Command(name = "evaluate", description = EVALUATE)
    public static final class Evaluate extends Elsewhere {}

    @Command(name = "edge-cases", description = EDGE_CASES)
    public static final class EdgeCases extends Elsewhere {}

    @Command(name = "sets", description = SETS)
    public static final class Sets extends Elsewhere {}

    @Command(name = "metrics", description = METRICS)
    public static final class Metrics extends Elsewhere {}

    @Command(name = "arena", description = ARENA)
    public static final class Arena extends Elsewhere {}

    @Command(name = "promote", description = PROMOTE)
    public static final class Promote extends Elsewhere {}

    @Command(name = "lab", description = LAB)
    public static final class Lab extends Elsewhere {}

    /// A command in a build that does not hold it.
    public abstract static class Elsewhere implements Callable<Integer> {
        /// What was typed behind the command, which only its build understands.
        @Unmatched
        @SuppressWarnings("UnusedVariable")
        private List<String> words = new ArrayList<>();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            throw ExitCode.USAGE.failure("the laboratory is not in this build; run ./" + spec.qualifiedName());
        }
    }
}
