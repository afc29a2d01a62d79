package dev.azulejo.cli.command.jobs;

import dev.azulejo.cli.option.EngineOptions;
import dev.azulejo.cli.option.JobPlaceOption;
import dev.azulejo.cli.option.JobPlaceOption.JobPlace;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.option.LimitOptions;
import dev.azulejo.cli.option.MachineOptions;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.history.JobState;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.local.JobNews;
import dev.azulejo.core.port.Progress;
import dev.azulejo.imaging.child.ChildLimits;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.exit.FailureWords;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.local.wiring.EmbeddedWiring.Dropping;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo jobs redrive`.
@Command(
        name = "redrive",
        description =
                "Tries jobs again that failed, were refused or cancelled, from as far as they got. In a deployment"
                        + " it begins their next attempt; on this machine it takes them to their end, also those that were"
                        + " stopped half way.",
        mixinStandardHelpOptions = true)
final class JobsRedriveCommand implements Callable<Integer> {
    private static final Progress UNSEEN = new Progress() {};

    @Parameters(arity = "1..*", paramLabel = "JOB", description = "Ids, or beginnings of them.")
    private List<String> names = List.of();

    @Mixin
    private JobPlaceOption jobs = new JobPlaceOption();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CommandFailure.ifAny(machine.problems());
        var place = jobs.place();
        var found = names.stream().map(place::job).toList();
        var failures = new TreeSet<ExitCode>();
        for (var job : found) {
            try {
                again(place, job);
            } catch (CommandFailure failure) {
                failures.add(failure.exitCode());
                spec.commandLine()
                        .getErr()
                        .println(Console.printable("azulejo: job %s: %s".formatted(job, failure.line())));
            }
        }
        return (failures.size() > 1 ? ExitCode.MIXED : failures.isEmpty() ? ExitCode.OK : failures.first()).code();
    }

    private void again(JobPlace place, JobId job) {
        switch (place.kind()) {
            case MACHINE -> finish(place, job);
            case CLOUD -> begin(place, job);
            case SERVER ->
                throw ExitCode.USAGE.failure(
                        "it is a tenant's, whose limits count; send POST /v1/jobs/%s/redrive to the server"
                                .formatted(job));
        }
    }

    private void begin(JobPlace place, JobId job) {
        var before = place.book().entry(job).orElseThrow();
        if (!before.state().isEnd()) {
            throw ExitCode.USAGE.failure(
                    "has not ended; follow it with azulejo jobs tail %1$s%2$s, or end it with azulejo jobs cancel %1$s%2$s"
                            .formatted(job, place.option()));
        }
        if (before.state() == JobState.SUPERSEDED) {
            throw ExitCode.USAGE.failure("a newer version of its source has a job of its own; nothing is to be done");
        }
        var attempt = new RedriveJob(place.objects()).run(job);
        spec.commandLine()
                .getOut()
                .println("began attempt %d of %s; follow it with azulejo jobs tail %s%s"
                        .formatted(attempt.number(), job, job, place.option()));
    }

    private void finish(JobPlace place, JobId job) {
        var request = place.objects()
                .readableRequest(job)
                .orElseThrow(() -> ExitCode.NO_INPUT.failure(
                        "its request is gone or damaged; put the file again, or run the same command again"));
        try (var wiring = wiring(place, request)) {
            var succeeded = FailureWords.succeeded(wiring.pipeline().finish(job, waiting()));
            var out = spec.commandLine().getOut();
            succeeded
                    .results()
                    .forEach(result -> out.println(Console.printable("%s → %s  %dx%d"
                            .formatted(request.source().uri(), result.uri(), result.width(), result.height()))));
        } catch (RuntimeException trouble) { // the boundary of a job
            throw FailureWords.shown(trouble);
        }
    }

    /// Wires the pipeline as the job was made: one from a drop folder is decoded in a process of its own,
    /// and reported there.
    private EmbeddedWiring wiring(JobPlace place, JobRequest request) {
        var config = engines.chosen(libvips.config());
        var known = request.correlation();
        if (known == null || known.key() == null) {
            return new EmbeddedWiring(
                    config, place.work(), machine.machine(), limits.limits(config), ForeignFiles.KEEP, UNSEEN);
        }
        var folder = new DropFolder(
                request.source().uri().place(), request.destination().place());
        return EmbeddedWiring.forDropFolder(
                config,
                place.work(),
                machine.machine(),
                limits.limits(config),
                UNSEEN,
                new Dropping(folder, ChildLimits.DEFAULT));
    }

    private JobNews waiting() {
        var err = spec.commandLine().getErr();
        return () -> err.println("azulejo: another azulejo is working on it; waiting for it");
    }
}
