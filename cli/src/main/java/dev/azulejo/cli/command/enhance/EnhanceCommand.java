package dev.azulejo.cli.command.enhance;

import dev.azulejo.cli.batch.Batch;
import dev.azulejo.cli.batch.Report;
import dev.azulejo.cli.files.Destinations;
import dev.azulejo.cli.files.Inputs;
import dev.azulejo.cli.files.Inputs.Input;
import dev.azulejo.cli.files.PageChoice;
import dev.azulejo.cli.files.PageProbe;
import dev.azulejo.cli.files.PipedOptions;
import dev.azulejo.cli.files.Pipes;
import dev.azulejo.cli.option.EngineOptions;
import dev.azulejo.cli.option.HelpAll;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.option.LimitOptions;
import dev.azulejo.cli.option.OrderOptions;
import dev.azulejo.cli.option.PrintOptions;
import dev.azulejo.cli.view.BatchPace;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.Timeline;
import dev.azulejo.cli.view.Trace;
import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.intake.ResultOptions;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.Progress;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.HeapRoom;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.SourceAccess;
import dev.azulejo.local.machine.SpeedFile;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.BatchForesight;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.local.wiring.LongWork;
import dev.azulejo.local.wiring.SpeedMeter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `azulejo enhance`: images in, enlarged images out. A file that fails does not stop the others.
@Command(
        name = "enhance",
        header = {
            "Enlarges and restores images.",
            "",
            "  azulejo enhance photo.jpg                    makes photo-auto-x2.jpg beside it",
            "  azulejo enhance --scale 4 -o large shots     all images of the folder shots",
            "  azulejo enhance --recipe restore-x2 old.jpg  an old or compressed JPEG",
            "  azulejo enhance --print A2 photo.jpg         the pixels that A2 needs",
            "  azulejo enhance -o \"{name}-big.webp\" *.png   names of your own",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n")
public final class EnhanceCommand implements Callable<Integer> {

    @Mixin
    private OrderOptions options = new OrderOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Option(
            names = "--overwrite",
            description =
                    "Replace files at the destination even if azulejo did not make them. Its own are always replaced.")
    private boolean overwrite;

    @Option(
            names = "--work-dir",
            order = HelpAll.RARE,
            paramLabel = "FOLDER",
            description = "Where the pieces of unfinished jobs are kept; your cache folder by default.")
    private @Nullable Path workFolder;

    @Option(
            names = "--trace",
            order = HelpAll.RARE,
            paramLabel = "FILE",
            description = "Append a line to FILE for each tile inferred.")
    private @Nullable Path traceFile;

    @Option(
            names = "--trace-timeline",
            order = HelpAll.RARE,
            paramLabel = "FILE",
            description = "Write what each thread was busy with to FILE, for chrome://tracing or ui.perfetto.dev.")
    private @Nullable Path timelineFile;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a row for each file to FILE, whose name ends in .csv or .json.")
    private @Nullable Path reportFile;

    @Mixin
    private PrintOptions print = new PrintOptions();

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        HeapRoom.keep();
        var config = engines.chosen(libvips.config());
        var wanted = options.wanted(config);
        var piped = new PipedOptions(options.inputs, options.output);
        piped.check(
                print.json(),
                wanted.results().size(),
                options.pages(),
                wanted.main().format());
        var places = EmbeddedWiring.places(config);
        try (var pipes = new Pipes(() -> workFolder(config), piped, places);
                var console = piped.writes()
                        ? Console.besideImage(spec, config.terminal(), print.quiet())
                        : Console.of(spec, config.terminal(), print.quiet(), print.json())) {
            var named = pipes.inputs(wanted, System.in, limits.limits(config));
            var files = new Inputs(file -> places.sourceOf(file).isPresent()).of(named);
            var inputs = new PageChoice(options.pages(), new PageProbe(config)).of(files);
            var destinations = new Destinations(
                    pipes.output(),
                    options.naming(wanted),
                    wanted.main().format(),
                    options.further(wanted),
                    places::sourceOf);
            var order = destinations.resultFormat(inputs).map(wanted::as).orElse(wanted);
            var byInput = destinations.of(inputs, EnhanceCommand::sourceFormat);
            piped.checkFound(byInput.size());
            var exitCode = run(config, places, pipes, console, order, byInput);
            if (piped.writes() && exitCode == ExitCode.OK) {
                var result = byInput.values().iterator().next().getFirst();
                pipes.show(result, new FileOutputStream(FileDescriptor.out));
            }
            return exitCode.code();
        }
    }

    private ExitCode run(
            LocalConfig config,
            LocalPlaces places,
            Pipes pipes,
            Console console,
            Enhancement wanted,
            Map<Input, List<Path>> byInput) {
        var files = byInput.keySet().stream().map(Input::file).toList();
        var readers = SourceAccess.toAll(files, places);
        try (var trace = Trace.to(traceFile);
                var report = Report.to(reportFile, readers);
                var timeline = timelineFile == null ? null : Timeline.to(timelineFile, readers);
                var wiring = new EmbeddedWiring(
                        config,
                        workFolder(config),
                        options.machine.machine(),
                        limits.limits(config),
                        overwrite ? ForeignFiles.REPLACE : ForeignFiles.KEEP,
                        console.progress(trace, timeline == null ? Progress.NONE : timeline))) {
            wiring.note().ifPresent(console::note);
            options.note(wanted).ifPresent(console::note);
            console.foresee(new LongWork(wiring.foresight()));
            var pace = new BatchPace(files.size());
            console.expect(pace);
            var speeds = new SpeedMeter(SpeedFile.of(config), wiring.foresight(), wiring.meter(), files.size() == 1);
            var tasks = byInput.entrySet().stream()
                    .map(each -> task(places, wanted, pipes, each.getKey(), each.getValue()))
                    .toList();
            var batch = new Batch(wiring, console, report, speeds, tasks);
            var nowhere = tasks.stream().map(Batch.Task::nowhere).toList();
            ExitCode exitCode;
            try (var _ = files.size() > 1 ? new BatchForesight(wiring, nowhere, pace::foreseen) : null) {
                exitCode = batch.run();
            }
            wiring.expireIfPossible(Instant.now());
            return exitCode;
        }
    }

    private Batch.Task task(LocalPlaces places, Enhancement wanted, Pipes pipes, Input input, List<Path> paths) {
        return new Batch.Task(
                pipes.shown(input.file()),
                paths.stream().map(pipes::shown).toList(),
                () -> order(places, wanted, input, paths),
                () -> PlanCommand.nowhere(input, wanted));
    }

    private Path workFolder(LocalConfig config) {
        return workFolder != null
                ? UserFiles.writableFolder(workFolder, "name another folder with --work-dir")
                : UserFiles.writableFolder(
                        config.openedCache().resolve("work"), "set XDG_CACHE_HOME to a folder where you may write");
    }

    private Order order(LocalPlaces places, Enhancement wanted, Input input, List<Path> destinations) {
        var source = UserFiles.readable(input.file());
        var targets = IntStream.range(0, destinations.size())
                .mapToObj(number -> target(places, source, wanted.results().get(number), destinations.get(number)))
                .map(LocalPlaces::uriOf)
                .toList();
        return new Order(LocalPlaces.uriOf(source), input.page(), wanted, targets);
    }

    private Path target(LocalPlaces places, Path source, ResultOptions wanted, Path destination) {
        if (wanted.format().filter(ImageFormat::isFolder).isPresent()) {
            return UserFiles.writableFolder(destination, "name another output with -o");
        }
        var target = UserFiles.writable(destination);
        UserFiles.refuseOccupied(source, target, places.sourceOf(target), overwrite);
        return target;
    }

    private static ImageFormat sourceFormat(Path file) {
        if (!Files.isRegularFile(file)) { // opening a pipe would wait for its writer
            return ImageFormat.PNG;
        }
        try (var in = Files.newInputStream(file)) {
            return ImageFormat.sniff(in.readNBytes(ImageFormat.SNIFFED_BYTES))
                    .orElse(ImageFormat.PNG)
                    .ofResult();
        } catch (IOException e) {
            return ImageFormat.PNG; // reading the file will say what is wrong with it
        }
    }
}
