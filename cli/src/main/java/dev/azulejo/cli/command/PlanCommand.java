package dev.azulejo.cli.command;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.exit.FailureWords;
import dev.azulejo.cli.files.Also;
import dev.azulejo.cli.files.Inputs;
import dev.azulejo.cli.files.Inputs.Input;
import dev.azulejo.cli.files.PageChoice;
import dev.azulejo.cli.files.PageProbe;
import dev.azulejo.cli.files.Pipes;
import dev.azulejo.cli.machine.LocalPlaces;
import dev.azulejo.cli.machine.UserFiles;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.option.LimitOptions;
import dev.azulejo.cli.option.OrderOptions;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.wiring.EmbeddedWiring;
import dev.azulejo.cli.wiring.LocalForesight;
import dev.azulejo.cli.wiring.LongWork;
import dev.azulejo.core.deliver.DeliverStage.ForeignFiles;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.plan.PlanOutcome;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.storage.StorageFull;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo plan`: what `enhance` would do, and what it would take; from the headers alone.
@Command(
        name = "plan",
        description = "Says what enhance would do: tiles, shards, strips, time, memory, disk. Writes nothing.",
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    @Mixin
    private OrderOptions options = new OrderOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var config = libvips.config();
        var wanted = options.wanted(config);
        var further = options.further(config);
        if (options.inputs.contains(Pipes.NAME)) {
            throw ExitCode.USAGE.failure("plan reads files, not the standard input; give it one by its name");
        }
        var places = EmbeddedWiring.places(config);
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        var worst = ExitCode.OK;
        try (var wiring = new EmbeddedWiring(
                config,
                config.openedCache().resolve("work"),
                options.machine.machine(),
                limits.limits(config),
                ForeignFiles.KEEP,
                Progress.NONE)) {
            wiring.note().ifPresent(line -> err.println(Console.printable("azulejo: " + line)));
            var inputs = new Inputs(file -> places.sourceOf(file).isPresent()).of(options.inputs);
            for (var input : new PageChoice(options.pages(), new PageProbe(config)).of(inputs)) {
                try {
                    print(out, wiring, input, wanted, further);
                } catch (RuntimeException | VirtualMachineError e) { // the boundary of a file
                    var failure = FailureWords.shown(e);
                    var line = "azulejo: %s: %s".formatted(input.file(), failure.line());
                    err.println(Console.printable(line));
                    worst = worst == ExitCode.OK || worst == failure.exitCode() ? failure.exitCode() : ExitCode.MIXED;
                }
            }
        }
        return worst.code();
    }

    private void print(PrintWriter out, EmbeddedWiring wiring, Input input, Enhancement wanted, List<Also> further) {
        var source = LocalPlaces.uriOf(UserFiles.readable(input.file()));
        var request = wiring.intake().resolve(new Order(source, input.page(), wanted, source));
        switch (plan(wiring, request)) {
            case PlanOutcome.Refused refused -> throw ExitCode.BAD_IMAGE.failure(refused.detail());
            case PlanOutcome.Planned planned -> {
                print(out, wiring, input, planned);
                var refusals = further.stream()
                        .flatMap(also -> print(out, wiring, request, planned.manifest(), also).stream())
                        .toList();
                if (!refusals.isEmpty()) {
                    throw ExitCode.BAD_IMAGE.failure(String.join("; ", refusals));
                }
            }
        }
    }

    /// @return why it would be refused
    private static Optional<String> print(
            PrintWriter out, EmbeddedWiring wiring, JobRequest first, Manifest main, Also also) {
        var request = wiring.intake().resolve(first, main, also.wanted(), first.destination());
        return switch (plan(wiring, request)) {
            case PlanOutcome.Refused refused -> Optional.of(also.option() + " " + refused.detail());
            case PlanOutcome.Planned planned -> {
                var manifest = planned.manifest();
                out.println("  also    %s as %s, %d strips of %d rows"
                        .formatted(
                                manifest.outputSize(),
                                manifest.output().format().text(),
                                manifest.strips().count(),
                                manifest.strips().rowsPerStrip()));
                manifest.warnings().stream()
                        .filter(warning -> !main.warnings().contains(warning))
                        .forEach(warning -> out.println(Console.printable("  beware  " + warning)));
                yield Optional.empty();
            }
        };
    }

    /// Why `enhance` would not begin.
    private static Optional<String> refusal(LocalForesight foresight, Manifest manifest) {
        try {
            return foresight.refusal(manifest).map(PlanOutcome.Refused::detail);
        } catch (StorageFull e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static PlanOutcome plan(EmbeddedWiring wiring, JobRequest request) {
        try {
            return wiring.plan().plan(request);
        } catch (UnreadableImage e) {
            throw ExitCode.BAD_IMAGE.failure(e.detail());
        }
    }

    private void print(PrintWriter out, EmbeddedWiring wiring, Input input, PlanOutcome.Planned planned) {
        var manifest = planned.manifest();
        var grid = manifest.grid();
        var estimate = wiring.foresight().estimate(manifest).withDecoder(planned.decodeBytes());
        var page = input.mark().isEmpty() ? "" : ", page " + input.page();
        out.println(Console.printable("%s%s: %s to %s by %s"
                .formatted(input.file(), page, manifest.image(), manifest.outputSize(), manifest.recipe())));
        if (manifest.chosen() != null) {
            out.println(Console.printable("  takes   " + manifest.chosen()));
        }
        out.println("  tiles   %d x %d of %s with a halo of %d; %.2f times the image's pixels"
                .formatted(
                        grid.columns(),
                        grid.rows(),
                        grid.padded(),
                        grid.halo(),
                        (double) grid.pixelsInferred() / manifest.image().pixels()));
        out.println("  shards  %d".formatted(manifest.shards()));
        out.println("  strips  %d of %d rows"
                .formatted(manifest.strips().count(), manifest.strips().rowsPerStrip()));
        out.println(
                "  needs   about %.0f s on %d threads (%.0f s of CPU), %.0f MiB of memory, %.0f MiB of disk while it works"
                        .formatted(
                                Math.max(1, estimate.time().toMillis() / 1000.0),
                                options.machine.threads,
                                Math.max(1, estimate.cpuTime().toMillis() / 1000.0),
                                estimate.memoryBytes() / MEBIBYTE,
                                estimate.diskBytes() / MEBIBYTE));
        new LongWork(wiring.foresight())
                .warning(manifest)
                .ifPresent(warning -> out.println(Console.printable("  beware  " + warning)));
        refusal(wiring.foresight(), manifest).ifPresent(words -> out.println(Console.printable("  refused " + words)));
    }
}
