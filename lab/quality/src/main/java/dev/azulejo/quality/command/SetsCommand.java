package dev.azulejo.quality.command;

import dev.azulejo.cli.command.lab.Laboratory;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.quality.metric.Thumbnail;
import dev.azulejo.quality.set.ImageSet;
import dev.azulejo.quality.set.NearDuplicates;
import dev.azulejo.quality.set.RefusedSet;
import dev.azulejo.quality.set.SetFile;
import dev.azulejo.quality.set.SetImage;
import dev.azulejo.quality.set.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo sets`: what a set of images holds, and what it lacks.
@Command(
        name = "sets",
        description = Laboratory.SETS,
        mixinStandardHelpOptions = true,
        subcommands = SetsPullCommand.class)
public final class SetsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "SET", description = "A set (.json), beside whose file its images lie.")
    private @Nullable Path file;

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (file == null) {
            throw ExitCode.USAGE.failure("which set? name its .json file, or fetch one: azulejo sets pull NAME FOLDER");
        }
        var path = UserFiles.readableByName(file);
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
            if (!wrong.isEmpty()) {
                return ExitCode.NO_INPUT.code();
            }
            NearDuplicates.of(thumbnails(path, set))
                    .forEach(pair -> print("%s and %s show the same (%.2f alike): they say little more than one of them"
                            .formatted(pair.one(), pair.other(), pair.likeness())));
            return ExitCode.OK.code();
        } catch (RefusedSet e) {
            throw ExitCode.USAGE.failure(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Thumbnail> thumbnails(Path path, ImageSet set) {
        var decoder = EmbeddedWiring.srgbDecoder(libvips.config());
        var thumbnails = new HashMap<String, Thumbnail>();
        for (var image : set.images()) {
            try (var rows = decoder.decode(Files.newInputStream(SetFile.path(path, image)), 1)) {
                thumbnails.put(image.file(), Thumbnail.of(rows));
            } catch (UnreadableImage e) {
                throw ExitCode.BAD_IMAGE.failure("%s %s".formatted(image.file(), e.detail()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return thumbnails;
    }

    private void print(String tag, int count) {
        var verdict = count == 0 ? "none" : count < Tag.THIN ? "thin: fewer than " + Tag.THIN : "";
        print("  %-12s %3d  %s".formatted(tag, count, verdict).stripTrailing());
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
