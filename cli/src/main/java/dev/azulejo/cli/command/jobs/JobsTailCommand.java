package dev.azulejo.cli.command.jobs;

import dev.azulejo.cli.option.JobPlaceOption;
import dev.azulejo.cli.option.JobPlaceOption.JobPlace;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.history.JobTimeline;
import dev.azulejo.core.history.JobTimeline.Event;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.local.exit.ExitCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo jobs tail`.
@Command(
        name = "tail",
        description = "Follows a job: prints what happens to it until it has ended. Stop following with Ctrl-C.",
        mixinStandardHelpOptions = true)
final class JobsTailCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Parameters(paramLabel = "JOB", description = "Its id, or the beginning of it.")
    private String job = "";

    @Mixin
    private JobPlaceOption jobs = new JobPlaceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var place = jobs.place();
        var found = place.job(job);
        var told = new HashSet<Event>();
        while (!hasEnded(place, found)) {
            tell(place, found, told);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        tell(place, found, told);
        return ExitCode.OK.code();
    }

    private static boolean hasEnded(JobPlace place, JobId job) {
        return place.book().entry(job).filter(entry -> !entry.state().isEnd()).isEmpty();
    }

    private void tell(JobPlace place, JobId job, Set<Event> told) {
        var out = spec.commandLine().getOut();
        new JobTimeline(place.objects())
                .of(job).stream()
                        .filter(told::add)
                        .forEach(event -> out.println(Console.printable(JobsShowCommand.line(event))));
    }
}
