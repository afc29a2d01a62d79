package dev.azulejo.quality.evaluate;

import dev.azulejo.cli.files.Inputs;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.quality.report.Comparison.SetName;
import dev.azulejo.quality.set.FileHash;
import dev.azulejo.quality.set.RefusedSet;
import dev.azulejo.quality.set.SetFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The images that an evaluation is of, as the arguments of a command name them: images, folders of images, and sets.
///
/// @param title of a report on them
public record TriedImages(List<TriedImage> images, String title) {
    private static final int MOST_NAMES = 3;

    public TriedImages {
        images = List.copyOf(images);
    }

    /// An image of a set, or one by itself.
    ///
    /// @param name as reports show it
    public record TriedImage(String name, Path file, List<String> tags) {}

    /// @throws CommandFailure when an argument names nothing, or a set is not what it says
    public static TriedImages of(List<String> arguments) {
        var images = new ArrayList<TriedImage>();
        var titles = new ArrayList<String>();
        for (var argument : arguments) {
            if (argument.endsWith(".json")) {
                titles.add(addSet(argument, images));
            } else {
                new Inputs(_ -> false)
                        .of(List.of(argument))
                        .forEach(
                                image -> images.add(new TriedImage(image.below().toString(), image.file(), List.of())));
                titles.add(String.valueOf(Path.of(argument).getFileName()));
            }
        }
        var title = titles.stream()
                .limit(MOST_NAMES)
                .collect(Collectors.joining(", ", "", titles.size() > MOST_NAMES ? " and more" : ""));
        return new TriedImages(images, title);
    }

    /// @return the name of the set
    private static String addSet(String argument, List<TriedImage> images) {
        var file = UserFiles.readable(Path.of(argument));
        try {
            var set = SetFile.read(file);
            var wrong = SetFile.check(file, set);
            if (!wrong.isEmpty()) {
                throw ExitCode.NO_INPUT.failure("%s: %s".formatted(file, String.join("; ", wrong)));
            }
            set.images()
                    .forEach(
                            image -> images.add(new TriedImage(image.file(), SetFile.path(file, image), image.tags())));
            return set.name();
        } catch (RefusedSet e) {
            throw ExitCode.USAGE.failure(String.valueOf(e.getMessage()));
        }
    }

    public List<Path> files() {
        return images.stream().map(TriedImage::file).toList();
    }

    /// The name of a report's set, which tells whether another was made of the same images.
    public SetName name() {
        var content = images.stream()
                .map(image -> image.name + "\n" + FileHash.sha256(image.file) + "\n")
                .collect(Collectors.joining());
        return new SetName(
                title, Hash.of(content.getBytes(StandardCharsets.UTF_8)).hex());
    }
}
