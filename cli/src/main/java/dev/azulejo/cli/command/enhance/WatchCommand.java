package dev.azulejo.cli.command.enhance;

import dev.azulejo.cli.option.EngineOptions;
import dev.azulejo.cli.option.HelpAll;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.option.LimitOptions;
import dev.azulejo.cli.option.MachineOptions;
import dev.azulejo.cli.option.PrintOptions;
import dev.azulejo.cli.view.Interruption;
import dev.azulejo.cli.watch.Settling;
import dev.azulejo.cli.watch.Watch;
import dev.azulejo.cli.watch.WatchConsole;
import dev.azulejo.cli.watch.WatchPlaces;
import dev.azulejo.imaging.child.ChildLimits;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.HeapRoom;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.local.wiring.EmbeddedWiring.Dropping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo watch`: a drop folder on this machine.
@Command(
        name = "watch",
        description = "Enhances what is put into a folder: INBOX/a.jpg becomes OUTBOX/a.jpg. A folder in it may name a"
                + " recipe: INBOX/photo-x2/a.jpg becomes OUTBOX/photo-x2/a.jpg.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n")
public final class WatchCommand implements Callable<Integer> {
    private static final int MIN_DECODER_MIB = 128;

    @Parameters(
            index = "0",
            paramLabel = "INBOX",
            description =
                    "The folder to watch, or a place such as dropbox:/inbox or s3://bucket/inbox; folders in it name"
                            + " recipes, see 'azulejo recipes'.")
    private String inbox = "";

    @Parameters(index = "1", paramLabel = "OUTBOX", description = "Where results and failure reports appear; likewise.")
    private String outbox = "";

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    @Option(names = "--once", description = "Enhance what is there, then end.")
    private boolean once;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            description = "Take a file once it has not changed for this long; 2 by default.")
    private double settleSeconds = 2;

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Option(
            names = "--work-dir",
            order = HelpAll.RARE,
            paramLabel = "FOLDER",
            description = "Where the pieces of unfinished jobs are kept; your cache folder by default.")
    private @Nullable Path workFolder;

    @Option(
            names = "--decoder-memory",
            order = HelpAll.RARE,
            paramLabel = "MIB",
            description = "Refuse files that need more memory than this to be decoded; 2048 by default.")
    private int decoderMebibytes = (int) (ChildLimits.DEFAULT.memoryBytes() >> 20);

    @Mixin
    private PrintOptions print = new PrintOptions();

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        HeapRoom.keep();
        check();
        var config = engines.chosen(libvips.config());
        var places = WatchPlaces.of(inbox, outbox, workFolder, config.openedCache(), new LocalPlaces(config)::open);
        var command = spec.commandLine();
        var settle = Duration.ofMillis(Math.round(settleSeconds * 1000));
        var limits = limitOptions.limits(config);
        var childLimits = ChildLimits.DEFAULT.withMemory((long) decoderMebibytes << 20);
        try (var _ = places.lock(config.cache().resolve("locks"));
                var console = new WatchConsole(
                        command.getOut(), command.getErr(), config.terminal(), print.quiet(), print.json());
                var wiring = EmbeddedWiring.forDropFolder(
                        config,
                        places.work(),
                        machine.machine(),
                        limits,
                        console,
                        new Dropping(places.dropFolder(), childLimits));
                var _ = Interruption.announcedBy(console::interrupted)) {
            wiring.note().ifPresent(console::note);
            console.watching(places);
            var watch = new Watch(places, wiring, new Settling(settle), console);
            return once ? watch.once().code() : watch.forever().code();
        }
    }

    private void check() {
        if (!(settleSeconds >= 0 && settleSeconds <= 3600)) {
            throw ExitCode.USAGE.failure("--settle is %s; it must be 0 to 3600 seconds".formatted(settleSeconds));
        }
        CommandFailure.ifAny(machine.problems());
        if (decoderMebibytes < MIN_DECODER_MIB) {
            throw ExitCode.USAGE.failure(
                    "--decoder-memory is %d; it must be at least %d MiB".formatted(decoderMebibytes, MIN_DECODER_MIB));
        }
    }
}
