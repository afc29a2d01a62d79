package dev.azulejo.cli.command.jobs;

import dev.azulejo.cli.option.AgeOption;
import dev.azulejo.cli.option.JobPlaceOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.history.JobBook.Entry;
import dev.azulejo.core.history.JobState;
import dev.azulejo.core.job.key.JobFolder;
import dev.azulejo.local.exit.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `azulejo jobs list`.
@Command(
        name = "list",
        description =
                "Lists jobs, those first that changed last: id, state, recipe, how long ago it changed, source, and"
                        + " why it has no result.",
        mixinStandardHelpOptions = true)
final class JobsListCommand implements Callable<Integer> {
    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description =
                    "Only jobs in these states: queued, running, succeeded, rejected, failed, cancelled, superseded.")
    private Set<String> states = Set.of();

    @Option(names = "--recipe", paramLabel = "NAME", description = "Only jobs of this recipe.")
    private @Nullable String recipe;

    @Option(
            names = "--since",
            paramLabel = "AGE",
            description = "Only jobs that changed within, such as 30m, 2h or 3d.")
    private @Nullable String since;

    @Option(names = "--older", paramLabel = "AGE", description = "Only jobs that have not changed for so long.")
    private @Nullable String older;

    @Mixin
    private JobPlaceOption jobs = new JobPlaceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var wanted = wanted();
        var now = Instant.now();
        Predicate<JobFolder> within =
                folder -> since == null || folder.changed().isAfter(now.minus(AgeOption.read("--since", since)));
        Predicate<JobFolder> before =
                folder -> older == null || folder.changed().isBefore(now.minus(AgeOption.read("--older", older)));
        var out = spec.commandLine().getOut();
        var found = jobs.place().book().entries(within.and(before)).stream()
                .filter(entry -> wanted.contains(entry.state()))
                .filter(entry -> recipe == null || recipe.equals(entry.recipe()))
                .toList();
        found.forEach(entry -> out.println(Console.printable(line(entry, now))));
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("azulejo: no job is like that");
        }
        return ExitCode.OK.code();
    }

    private EnumSet<JobState> wanted() {
        if (states.isEmpty()) {
            return EnumSet.allOf(JobState.class);
        }
        var wanted = EnumSet.noneOf(JobState.class);
        for (var name : states) {
            wanted.add(JobState.named(name)
                    .orElseThrow(() ->
                            ExitCode.USAGE.failure("--state is '%s', none of %s".formatted(name, JobState.names()))));
        }
        return wanted;
    }

    private static String line(Entry entry, Instant now) {
        return "%s  %-10s  %-10s  %4s  %s%s"
                .formatted(
                        entry.job(),
                        entry.state().text(),
                        entry.recipe(),
                        AgeOption.shown(Duration.between(entry.changed(), now)),
                        entry.source(),
                        entry.why().isEmpty() ? "" : "  " + entry.why());
    }
}
