package dev.azulejo.cli.command.jobs;

import dev.azulejo.cli.option.JobPlaceOption;
import dev.azulejo.cli.option.JobPlaceOption.JobPlace;
import dev.azulejo.core.job.CancelJob;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.local.exit.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo jobs cancel`.
@Command(
        name = "cancel",
        description =
                "Ends jobs that have not ended, without a result. A process at work on one stops at its next look.",
        mixinStandardHelpOptions = true)
final class JobsCancelCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "JOB", description = "Ids, or beginnings of them.")
    private List<String> names = List.of();

    @Option(names = "--why", paramLabel = "TEXT", description = "What the job's outcome is to say.")
    private String why = "an operator cancelled it";

    @Mixin
    private JobPlaceOption jobs = new JobPlaceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var place = jobs.place();
        names.stream().map(place::job).toList().forEach(job -> cancel(place, job));
        return ExitCode.OK.code();
    }

    private void cancel(JobPlace place, JobId job) {
        var before = place.book().entry(job).orElseThrow();
        if (before.state().isEnd()) {
            throw ExitCode.USAGE.failure(
                    "job %s has ended already: %s".formatted(job, before.state().text()));
        }
        if (!new CancelJob(place.objects()).run(job, why)) {
            throw ExitCode.UNAVAILABLE.failure(
                    "job %s is being delivered, and can no longer be cancelled; azulejo jobs tail %s%s follows it"
                            .formatted(job, job, place.option()));
        }
        spec.commandLine().getOut().println("cancelled " + job);
    }
}
