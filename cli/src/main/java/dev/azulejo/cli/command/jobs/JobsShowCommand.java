package dev.azulejo.cli.command.jobs;

import dev.azulejo.cli.option.JobPlaceOption;
import dev.azulejo.cli.option.JobPlaceOption.JobPlace;
import dev.azulejo.cli.option.JobPlaceOption.Kind;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.history.JobBook.Entry;
import dev.azulejo.core.history.JobTimeline;
import dev.azulejo.core.history.JobTimeline.Event;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.OverdueAttempts;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.local.exit.ExitCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo jobs show`.
@Command(
        name = "show",
        description = "Tells a job's story: what happened, when and by whom, why it has no result, and what to do now.",
        mixinStandardHelpOptions = true)
final class JobsShowCommand implements Callable<Integer> {
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
        var entry = place.book().entry(found).orElseThrow();
        var out = spec.commandLine().getOut();
        out.println(Console.printable("job %s: %s, attempt %d, %s of %s"
                .formatted(found, entry.state().text(), entry.attempt(), entry.recipe(), entry.source())));
        new JobTimeline(place.objects()).of(found).forEach(event -> out.println(Console.printable(line(event))));
        if (!entry.why().isEmpty()) {
            out.println(Console.printable("why: " + entry.why()));
        }
        out.println(Console.printable("now: " + advice(place, entry)));
        return ExitCode.OK.code();
    }

    static String line(Event event) {
        return "%s  %-13s  %s".formatted(event.at().truncatedTo(ChronoUnit.MILLIS), event.who(), event.what());
    }

    private static String advice(JobPlace place, Entry entry) {
        var job = entry.job();
        return switch (entry.state()) {
            case SUCCEEDED -> "nothing is to be done";
            case SUPERSEDED -> "nothing is to be done: the newer version of the source has a job of its own";
            case REJECTED -> rejected(place, job);
            case FAILED, CANCELLED -> again(place, job);
            case QUEUED, RUNNING ->
                entry.changed().isBefore(Instant.now().minus(OverdueAttempts.PATIENCE))
                        ? "it is stuck; end it with azulejo jobs cancel %s%s, then: %s"
                                .formatted(job, place.option(), again(place, job))
                        : "follow it with azulejo jobs tail %s%s".formatted(job, place.option());
        };
    }

    private static String rejected(JobPlace place, JobId job) {
        return place.objects()
                .newest(job)
                .flatMap(place.objects()::outcome)
                .map(outcome ->
                        outcome instanceof Rejected rejected ? rejected.reason().advice() : "")
                .orElse("");
    }

    private static String again(JobPlace place, JobId job) {
        return place.kind() == Kind.SERVER
                ? "its tenant tries it again with POST /v1/jobs/%s/redrive".formatted(job)
                : "mend the cause, then try it again from as far as it got: azulejo jobs redrive %s%s"
                        .formatted(job, place.option());
    }
}
