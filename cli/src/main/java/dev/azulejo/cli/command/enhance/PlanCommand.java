package dev.azulejo.cli.command.enhance;

import dev.azulejo.cli.files.Inputs;
import dev.azulejo.cli.files.Inputs.Input;
import dev.azulejo.cli.files.PageChoice;
import dev.azulejo.cli.files.PageProbe;
import dev.azulejo.cli.files.Pipes;
import dev.azulejo.cli.option.EngineOptions;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.option.LimitOptions;
import dev.azulejo.cli.option.OrderOptions;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.intake.ResultOptions;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.option.SizeOptions;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.PlanOutcome;
import dev.azulejo.core.plan.TimeLimit;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.exit.FailureWords;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.local.wiring.LongWork;
import dev.azulejo.storage.StorageUri;
import java.io.PrintWriter;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `azulejo plan`: what `enhance` would do, and what it would take. Decodes an image where its recipe looks
/// at pixels.
@Command(
        name = "plan",
        description =
                "Says what enhance would do, and what it takes: time, memory, disk. Several files get a line each and"
                        + " a sum. Writes nothing.",
        sortOptions = false,
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

    @Option(names = "--details", description = "Says how each file is cut: tiles, shards, strips.")
    private boolean details;

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
            Stream.concat(wiring.note().stream(), options.note(wanted).stream())
                    .forEach(line -> err.println(Console.printable("azulejo: " + line)));
            var inputs = new PageChoice(options.pages(), new PageProbe(config))
                    .of(new Inputs(file -> places.sourceOf(file).isPresent()).of(options.inputs));
            var isPrint = wanted.main().options().has(SizeOptions.PRINT);
            var sum = new PlanSum(options.machine.machine(), wiring.mostAtOnce(), isPrint);
            for (var input : inputs) {
                try {
                    print(out, wiring, input, planned(wiring, input, wanted), inputs.size() > 1, sum);
                } catch (RuntimeException | VirtualMachineError e) { // the boundary of a file
                    var failure = FailureWords.shown(e);
                    var line = "azulejo: %s: %s".formatted(input.file(), failure.line());
                    err.println(Console.printable(line));
                    worst = worst == ExitCode.OK || worst == failure.exitCode() ? failure.exitCode() : ExitCode.MIXED;
                }
            }
            if (inputs.size() > 1) {
                out.println(sum.line(inputs.size()));
            }
        }
        return worst.code();
    }

    /// Makes an order whose results will not be written.
    static Order nowhere(Input input, Enhancement wanted) {
        var source = LocalPlaces.uriOf(UserFiles.readable(input.file()));
        var nowhere = wanted.results().stream()
                .map(ResultOptions::also)
                .map(also -> also.map(spec -> new StorageUri(source.place(), spec.text()))
                        .orElse(source))
                .toList();
        return new Order(source, input.page(), wanted, nowhere);
    }

    private static PlanOutcome.Planned planned(EmbeddedWiring wiring, Input input, Enhancement wanted) {
        return switch (plan(wiring, wiring.intake().resolve(nowhere(input, wanted)))) {
            case PlanOutcome.Refused refused -> throw ExitCode.BAD_IMAGE.failure(refused.detail());
            case PlanOutcome.Planned planned -> planned;
        };
    }

    private static PlanOutcome plan(EmbeddedWiring wiring, JobRequest request) {
        try {
            return wiring.plan().plan(request);
        } catch (UnreadableImage e) {
            throw ExitCode.BAD_IMAGE.failure(e.detail());
        }
    }

    /// The findings in the pixels, such as `noise 3.1 levels; JPEG 76; edges 0.4 px soft; halos along
    /// 12 % of them; 97 % photograph, 3 % drawing`.
    private static String saw(Picture picture) {
        var facts = picture.facts();
        var noise = facts.noise() == null ? "noise unknown" : "noise %.1f levels".formatted(facts.noise());
        if (facts.noise() != null && picture.mostNoise() > facts.noise()) {
            noise += ", %.1f before JPEG".formatted(picture.mostNoise());
        }
        if (picture.doubtfulNoise() > 0) {
            noise += ", %.1f more if it is no fine texture".formatted(picture.doubtfulNoise());
        }
        var jpeg = facts.jpegQuality() == null ? "no trace of JPEG" : "JPEG " + facts.jpegQuality();
        var blur = facts.blur() == null ? "few edges" : "edges %.1f px soft".formatted(facts.blur());
        var overshoot =
                facts.overshoot() == null ? "" : "halos along %.0f %% of them; ".formatted(100 * facts.overshoot());
        var kinds = new TreeMap<>(facts.kinds())
                .entrySet().stream()
                        .map(kind -> "%.0f %% %s".formatted(100 * kind.getValue(), kind.getKey()))
                        .collect(Collectors.joining(", "));
        return String.join("; ", noise, jpeg, blur, overshoot + kinds);
    }

    /// @throws CommandFailure where enhance would not begin, after it was said what that is about
    private void print(
            PrintWriter out,
            EmbeddedWiring wiring,
            Input input,
            PlanOutcome.Planned planned,
            boolean isOneOfSeveral,
            PlanSum sum) {
        var plan = planned.plan();
        int shards = planned.shards().size();
        var foresight = sum.isEmpty() ? wiring.foresight() : wiring.foresight().started();
        var estimate = foresight.estimate(plan, shards).withDecoder(planned.decodeBytes());
        var page = input.mark().isEmpty() ? "" : ", page " + input.page();
        var head = "%s%s: %s to %s by %s"
                .formatted(
                        input.file(),
                        page,
                        plan.image(),
                        plan.outputs().getFirst().size(),
                        plan.chain().recipe());
        if (isOneOfSeveral && !details) {
            out.println(Console.printable("%s, about %s".formatted(head, TimeLimit.shown(estimate.time()))));
        } else {
            out.println(Console.printable(head));
            printLines(out, wiring, planned, estimate);
        }
        var refused = wiring.foresight().refusal(planned);
        if (refused.isPresent()) {
            throw ExitCode.BAD_IMAGE.failure(refused.get().detail());
        }
        sum.add(plan, estimate, foresight.besideOthers(planned));
    }

    private void printLines(PrintWriter out, EmbeddedWiring wiring, PlanOutcome.Planned planned, Estimate estimate) {
        var plan = planned.plan();
        if (plan.chain().chosen() != null) {
            out.println(Console.printable("  takes   " + plan.chain().chosen()));
        }
        if (plan.picture() != null) {
            out.println("  saw     " + saw(plan.picture()));
        }
        if (details) {
            printCuts(out, planned);
        }
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
                .warning(plan, planned.shards().size())
                .ifPresent(warning -> out.println(Console.printable("  beware  " + warning)));
    }

    private static void printCuts(PrintWriter out, PlanOutcome.Planned planned) {
        var plan = planned.plan();
        var grid = plan.grid();
        var main = plan.outputs().getFirst();
        out.println("  tiles   %d x %d of %s with a halo of %d; %.2f times the image's pixels"
                .formatted(
                        grid.columns(),
                        grid.rows(),
                        grid.padded(),
                        grid.halo(),
                        (double) grid.pixelsInferred() / plan.image().pixels()));
        out.println("  shards  %d".formatted(planned.shards().size()));
        out.println("  strips  %d of %d rows"
                .formatted(main.strips().count(), main.strips().rowsPerStrip()));
    }
}
