package dev.azulejo.lab.command;

import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.lab.dataset.DatasetFolder;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.HeapRoom;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo lab dataset`: makes or grows a dataset.
@Command(
        name = "dataset",
        description = {
            "Makes a dataset of sets of images, or adds them to one, and says what is thin in it.",
            "Images that look alike come into one part: all to learn from, or all to measure on."
        },
        mixinStandardHelpOptions = true)
public final class DatasetCommand implements Callable<Integer> {
    private static final int MOST_SHARE = 90;

    @Parameters(
            arity = "0..*",
            paramLabel = "SET",
            description = "Sets (.json), whose images have a licence and an origin; what edge-cases exports is one."
                    + " None: say what the dataset holds.")
    private List<Path> sets = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "The dataset's folder. What it holds stays; its version before stays beside it.")
    private Path output = Path.of("");

    @Option(
            names = "--apart",
            paramLabel = "FOLDER|SET",
            description = "Images that no model may learn from, such as those of the gate: what looks like one is left"
                    + " out and named. May be given several times.")
    private List<Path> apart = List.of();

    @Option(
            names = "--test",
            paramLabel = "PERCENT",
            description = "How much is kept to measure on, 10 by default. What a version has decided stays.")
    private int test = 10;

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        HeapRoom.keep();
        if (test < 0 || test > MOST_SHARE) {
            throw ExitCode.USAGE.failure("--test is %d, not 0 to %d".formatted(test, MOST_SHARE));
        }
        var reader = EmbeddedWiring.pictures(libvips.config());
        var folder = new DatasetFolder(UserFiles.writableFolder(output, "name another folder with -o"));
        new Grown(folder, apart, test, reader).by(sets).forEach(this::print);
        return ExitCode.OK.code();
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
