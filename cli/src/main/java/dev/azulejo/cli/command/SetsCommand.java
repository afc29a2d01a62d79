package dev.azulejo.cli.command;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.machine.UserFiles;
import dev.azulejo.cli.view.Console;
import dev.azulejo.quality.set.RefusedSet;
import dev.azulejo.quality.set.SetFile;
import dev.azulejo.quality.set.SetImage;
import dev.azulejo.quality.set.Tag;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo sets`: what a set of images holds, and what it lacks.
@Command(
        name = "sets",
        description = "Checks a set of images, and says what it shows a lot of, a little of, and nothing of.",
        mixinStandardHelpOptions = true,
        subcommands = SetsPullCommand.class)
public final class SetsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "SET", description = "A set (.json), beside whose file its images lie.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (file == null) {
            throw ExitCode.USAGE.failure("which set? name its .json file, or fetch one: azulejo sets pull NAME FOLDER");
        }
        var path = UserFiles.readable(file);
        try {
            var set = SetFile.read(path);
            print("%s: %d images. %s".formatted(set.name(), set.images().size(), set.description()));
            Tag.counted(set.images()).forEach(this::print);
            set.images().stream()
                    .map(SetImage::licence)
                    .distinct()
                    .sorted()
                    .forEach(licence -> print("  under %s: %d"
                            .formatted(
                                    licence,
                                    set.images().stream()
                                            .filter(image -> image.licence().equals(licence))
                                            .count())));
            var wrong = SetFile.check(path, set);
            wrong.forEach(this::print);
            return (wrong.isEmpty() ? ExitCode.OK : ExitCode.NO_INPUT).code();
        } catch (RefusedSet e) {
            throw ExitCode.USAGE.failure(String.valueOf(e.getMessage()));
        }
    }

    private void print(String tag, int count) {
        var verdict = count == 0 ? "none" : count < Tag.THIN ? "thin: fewer than " + Tag.THIN : "";
        print("  %-12s %3d  %s".formatted(tag, count, verdict).stripTrailing());
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
