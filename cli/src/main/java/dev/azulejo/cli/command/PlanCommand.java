package dev.azulejo.cli.command;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.exit.FailureWords;
import dev.azulejo.cli.files.Inputs;
import dev.azulejo.cli.files.Inputs.Input;
import dev.azulejo.cli.files.PageChoice;
import dev.azulejo.cli.files.PageProbe;
import dev.azulejo.cli.files.Pipes;
import dev.azulejo.cli.machine.LocalPlaces;
import dev.azulejo.cli.machine.UserFiles;
import dev.azulejo.cli.option.EngineOptions;
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
import dev.azulejo.core.intake.WantedResult;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.plan.PlanOutcome;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUri;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo plan`: what `enhance` would do, and what it would take. Decodes an image where its recipe looks at pixels.
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

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var config = engines.chosen(libvips.config());
        var wanted = options.wanted(config);
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
                    print(out, wiring, input, wanted);
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

    private void print(PrintWriter out, EmbeddedWiring wiring, Input input, Enhancement wanted) {
        var source = LocalPlaces.uriOf(UserFiles.readable(input.file()));
        var nowhere = wanted.results().stream()
                .map(WantedResult::also)
                .map(also -> also.map(spec -> new StorageUri(source.place(), spec.text()))
                        .orElse(source))
                .toList();
        switch (plan(wiring, wiring.intake().resolve(new Order(source, input.page(), wanted, nowhere)))) {
            case PlanOutcome.Refused refused -> throw ExitCode.BAD_IMAGE.failure(refused.detail());
            case PlanOutcome.Planned planned -> print(out, wiring, input, planned);
        }
    }

    /// Why `enhance` would not begin.
    private static Optional<String> refusal(LocalForesight foresight, PlanOutcome.Planned planned) {
        try {
            return foresight.refusal(planned).map(PlanOutcome.Refused::detail);
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

    /// What the pixels tell, such as `noise 3.1 levels; JPEG 76; edges 0.4 px soft; 97 % photograph, 3 % drawing`.
    private static String saw(Picture picture) {
        var facts = picture.facts();
        var noise = facts.noise() == null ? "noise unknown" : "noise %.1f levels".formatted(facts.noise());
        var jpeg = facts.jpegQuality() == null ? "no trace of JPEG" : "JPEG " + facts.jpegQuality();
        var blur = facts.blur() == null ? "few edges" : "edges %.1f px soft".formatted(facts.blur());
        var kinds = new TreeMap<>(facts.kinds())
                .entrySet().stream()
                        .map(kind -> "%.0f %% %s".formatted(100 * kind.getValue(), kind.getKey()))
                        .collect(Collectors.joining(", "));
        return String.join("; ", noise, jpeg, blur, kinds);
    }

    private void print(PrintWriter out, EmbeddedWiring wiring, Input input, PlanOutcome.Planned planned) {
        var plan = planned.plan();
        var grid = plan.grid();
        int shards = planned.shards().size();
        var estimate = wiring.foresight().estimate(plan, shards).withDecoder(planned.decodeBytes());
        var page = input.mark().isEmpty() ? "" : ", page " + input.page();
        var main = plan.outputs().getFirst();
        out.println(Console.printable("%s%s: %s to %s by %s"
                .formatted(
                        input.file(),
                        page,
                        plan.image(),
                        main.size(),
                        plan.chain().recipe())));
        if (plan.chain().chosen() != null) {
            out.println(Console.printable("  takes   " + plan.chain().chosen()));
        }
        if (plan.picture() != null) {
            out.println("  saw     " + saw(plan.picture()));
        }
        out.println("  tiles   %d x %d of %s with a halo of %d; %.2f times the image's pixels"
                .formatted(
                        grid.columns(),
                        grid.rows(),
                        grid.padded(),
                        grid.halo(),
                        (double) grid.pixelsInferred() / plan.image().pixels()));
        out.println("  shards  %d".formatted(shards));
        out.println("  strips  %d of %d rows"
                .formatted(main.strips().count(), main.strips().rowsPerStrip()));
        plan.outputs().stream()
                .skip(1)
                .map(also -> "  also    %s as %s, %d strips of %d rows"
                        .formatted(
                                also.size(),
                                also.encoding().format().text(),
                                also.strips().count(),
                                also.strips().rowsPerStrip()))
                .forEach(out::println);
        out.println(
                "  needs   about %.0f s on %d threads (%.0f s of CPU), %.0f MiB of memory, %.0f MiB of disk while it works"
                        .formatted(
                                Math.max(1, estimate.time().toMillis() / 1000.0),
                                options.machine.threads,
                                Math.max(1, estimate.cpuTime().toMillis() / 1000.0),
                                estimate.memoryBytes() / MEBIBYTE,
                                estimate.diskBytes() / MEBIBYTE));
        new LongWork(wiring.foresight())
                .warning(plan, shards)
                .ifPresent(warning -> out.println(Console.printable("  beware  " + warning)));
        refusal(wiring.foresight(), planned).ifPresent(words -> out.println(Console.printable("  refused " + words)));
    }
}
