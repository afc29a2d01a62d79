package dev.azulejo.cli.files;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/// The inputs that the user's arguments name: files, folders of images, patterns.
///
/// @param isResult whether azulejo made a file: in folders and by patterns, such files are not found, so that
///     the same command may be given again
public record Inputs(Predicate<Path> isResult) {

    /// @param below the path that says where in an output folder the result belongs
    /// @param page of a file that has several, from 1 on
    /// @param mark what tells results of its pages apart, such as `-p2`; empty if no page was asked for
    public record Input(Path file, Path below, int page, String mark) {
        Input(Path file, Path below) {
            this(file, below, 1, "");
        }

        Input page(int number) {
            return new Input(file, below, number, "-p" + number);
        }
    }

    /// Every file once, in the order of the arguments.
    ///
    /// @throws CommandFailure when an argument names nothing
    public List<Input> of(List<String> arguments) {
        var inputs = new LinkedHashMap<Path, Input>();
        for (var argument : arguments) {
            for (var input : expand(argument)) {
                inputs.putIfAbsent(input.file().toAbsolutePath().normalize(), input);
            }
        }
        return List.copyOf(inputs.values());
    }

    private List<Input> expand(String argument) {
        var path = path(argument);
        if (Files.isDirectory(path)) {
            var found = imagesBelow(path, file -> isImageName(file));
            if (found.isEmpty()) {
                throw ExitCode.NO_INPUT.failure(
                        argument + ": there is no image in this folder that azulejo did not make");
            }
            return found;
        }
        if (Files.exists(path) || !isPattern(argument)) {
            return List.of(new Input(path, Path.of(String.valueOf(path.getFileName()))));
        }
        return matching(argument);
    }

    private static Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw ExitCode.NO_INPUT.failure(
                    "%s: cannot be a file name here (%s); if your locale is not UTF-8, set LC_ALL=C.UTF-8"
                            .formatted(argument, e.getReason()));
        }
    }

    private static boolean isPattern(String argument) {
        return argument.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
    }

    private List<Input> matching(String pattern) {
        var root = Path.of("");
        for (var segment : Path.of(pattern.replaceAll("[*?\\[{].*", ""))) {
            root = root.resolve(segment);
        }
        if (pattern.startsWith("/")) {
            root = Path.of("/").resolve(root);
        }
        var start = Files.isDirectory(root) ? root : root.getParent() == null ? Path.of("") : root.getParent();
        var matcher = matcher(pattern);
        var found = Files.isDirectory(start.toAbsolutePath()) ? imagesBelow(start, matcher) : List.<Input>of();
        if (found.isEmpty()) {
            throw ExitCode.NO_INPUT.failure(pattern + ": no file that azulejo did not make matches this pattern");
        }
        return found;
    }

    private static PathMatcher matcher(String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw ExitCode.NO_INPUT.failure("%s: there is no such file, and as a pattern it is wrong: %s"
                    .formatted(pattern, e.getDescription()));
        }
    }

    private List<Input> imagesBelow(Path folder, PathMatcher wanted) {
        var start = folder.toString().isEmpty() ? Path.of(".") : folder;
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                    var file = start.equals(folder) ? path : start.relativize(path);
                    if (wanted.matches(file)
                            && Files.isRegularFile(file)
                            && !isTile(folder, file)
                            && !isResult.test(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                // Also finds what cannot be looked at, such as a path that is too long: reading it says what is wrong,
                // and
                // the others get their turn.
                @Override
                public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                    if (Files.isDirectory(path)) {
                        throw e;
                    }
                    found.add(start.equals(folder) ? path : start.relativize(path));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s: cannot be listed: %s".formatted(folder, e.getMessage()));
        }
        return found.stream()
                .filter(file -> !isHidden(folder, file))
                .sorted()
                .map(file -> new Input(file, folder.relativize(file)))
                .toList();
    }

    private static boolean isHidden(Path folder, Path file) {
        for (var segment : folder.relativize(file)) {
            if (segment.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /// Whether the file is one of the many of a pyramid that we made.
    private static boolean isTile(Path folder, Path file) {
        for (var above = file.getParent(); above != null && !above.equals(folder); above = above.getParent()) {
            var name = String.valueOf(above.getFileName());
            boolean mayBe = name.endsWith("_files") || name.endsWith("." + ImageFormat.IIIF.extension());
            if (mayBe && Files.exists(above.resolve("metadata.xmp"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isImageName(Path file) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot >= 0 && ImageFormat.parse(name.substring(dot + 1)).isPresent();
    }
}
