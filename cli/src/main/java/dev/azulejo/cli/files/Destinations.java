package dev.azulejo.cli.files;

import dev.azulejo.cli.files.Inputs.Input;
import dev.azulejo.core.deliver.Provenance;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the destinations of results. Without an output, `a.jpg` gives `a-auto-x2.jpg` beside it. Into an
/// output folder goes the source's own name; where the format differs its extension is appended
/// (`a.png.jpg`), so that two sources hardly ever meet. An output with fields in braces is a [NamePattern].
///
/// @param output folder, file or pattern that the user named
/// @param naming of the main results
/// @param also further results of each input
/// @param sourceOf what azulejo made a file from, if it did
public record Destinations(
        @Nullable Path output,
        Naming naming,
        Optional<ImageFormat> format,
        List<Also> also,
        Function<Path, Optional<String>> sourceOf) {
    /// The extensions of images that this build neither reads nor writes, though a user might expect it.
    private static final Set<String> UNKNOWN = Set.of("exr", "eps", "jxl", "pdf", "psd", "svg");

    /// The destinations of each input, that of its main result first, all different and none of them a source. An
    /// input that is itself the result of another is left out, so that a command with a list of all files may be
    /// given again.
    ///
    /// @throws CommandFailure when two results would have one name
    public Map<Input, List<Path>> of(List<Input> inputs, FormatOf formatOf) {
        var file = outputFile(inputs);
        var pattern = pattern();
        var destinations = new LinkedHashMap<Input, List<Path>>();
        var owners = new HashMap<Path, Input>();
        for (var input : inputs) {
            var named = pattern.map(found -> all(found, input, formatOf)).orElseGet(() -> all(file, input, formatOf));
            var all = named.map(destination -> destination.toAbsolutePath().normalize())
                    .toList();
            all.forEach(destination -> own(owners, destination, input));
            destinations.put(input, all);
        }
        for (var input : inputs) {
            var owner = owners.get(real(input.file()));
            if (owner != null && isResult(input, owner)) {
                destinations.remove(input);
            } else if (owner != null) {
                throw ExitCode.NO_OUTPUT.failure(
                        "%s would be overwritten by a result; name another output with -o".formatted(input.file()));
            }
        }
        return destinations;
    }

    private Stream<Path> all(Optional<Path> file, Input input, FormatOf formatOf) {
        var main = file.orElseGet(() -> destination(input, formatOf.sourceFormat(input.file())));
        return Stream.concat(Stream.of(main), also.stream().map(result -> destination(input, file, result)));
    }

    private Stream<Path> all(NamePattern pattern, Input input, FormatOf formatOf) {
        var name = stem(input.file());
        var extension = namedFormat()
                .map(_ -> extension(Objects.requireNonNull(output)))
                .orElseGet(() -> resultExtension(input, format.orElseGet(() -> formatOf.sourceFormat(input.file()))));
        return Stream.concat(
                Stream.of(pattern.of(input, name, naming, extension)),
                also.stream()
                        .map(result ->
                                pattern.of(input, name, result.naming(), resultExtension(input, result.format()))));
    }

    private void own(Map<Path, Input> owners, Path destination, Input input) {
        var other = owners.putIfAbsent(real(destination), input);
        if (other != null && other.equals(input)) {
            throw ExitCode.NO_OUTPUT.failure("two results of %s would both become %s; leave one of them out"
                    .formatted(input.file(), destination));
        }
        if (other != null) {
            throw ExitCode.NO_OUTPUT.failure("%s and %s would both become %s; %s"
                    .formatted(
                            other.file(),
                            input.file(),
                            destination,
                            pattern().isPresent()
                                    ? "tell them apart by {folder}, {name} and {page} in -o"
                                    : "give them folders of their own, or enhance them one by one"));
        }
    }

    private boolean isResult(Input input, Input source) {
        return sourceOf.apply(real(input.file()))
                .filter(Provenance.sourceText(LocalPlaces.uriOf(real(source.file())))::equals)
                .isPresent();
    }

    /// The path without links, also for a file that does not exist yet.
    private static Path real(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        var folder = absolute.getParent();
        try {
            if (Files.exists(absolute)) {
                return absolute.toRealPath();
            }
            return folder == null ? absolute : real(folder).resolve(absolute.getFileName());
        } catch (IOException e) {
            return absolute; // opening the file will say what is wrong with it
        }
    }

    /// The format of a source by its first bytes; PNG if they say nothing.
    @FunctionalInterface
    public interface FormatOf {
        ImageFormat sourceFormat(Path file);
    }

    /// The format the user asked for, if not by name then by the extension of the output file.
    public Optional<ImageFormat> resultFormat(List<Input> inputs) {
        return format.or(
                () -> pattern().isPresent() ? namedFormat() : outputFile(inputs).flatMap(_ -> namedFormat()));
    }

    /// The output without the format at its end, if it is a pattern.
    private Optional<NamePattern> pattern() {
        if (output == null || Files.isDirectory(output)) {
            return Optional.empty();
        }
        return NamePattern.of(namedFormat().isPresent() ? output.resolveSibling(stem(output)) : output);
    }

    /// The output, if it names a file and not a folder.
    private Optional<Path> outputFile(List<Input> inputs) {
        if (namedFormat().isEmpty() || pattern().isPresent()) {
            return Optional.empty();
        }
        if (inputs.size() > 1) {
            throw ExitCode.NO_OUTPUT.failure(
                    "-o %s is one file, there are %d inputs or pages; name a folder, or a pattern such as {name}.%s"
                            .formatted(output, inputs.size(), extension(Objects.requireNonNull(output))));
        }
        return Optional.ofNullable(output);
    }

    /// The format that the output ends in; none where it is a folder.
    ///
    /// @throws CommandFailure when it is not written, or not the one that was asked for
    private Optional<ImageFormat> namedFormat() {
        if (output == null || Files.isDirectory(output)) {
            return Optional.empty();
        }
        var named = formatByName(output);
        if (named.isPresent()
                ? !named.get().isWritten()
                : UNKNOWN.contains(extension(output).toLowerCase(Locale.ROOT))) {
            throw ExitCode.USAGE.failure("-o %s: only %s can be written; give the file such an extension"
                    .formatted(output, ImageFormat.names()));
        }
        if (named.isPresent() && format.isPresent() && !format.equals(named)) {
            throw ExitCode.USAGE.failure("-o %s and --format %s contradict each other; leave one of them out"
                    .formatted(output, format.get().text()));
        }
        return named;
    }

    private static String extension(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Optional<ImageFormat> formatByName(Path file) {
        var name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : ImageFormat.parse(name.substring(dot + 1));
    }

    private Path destination(Input input, ImageFormat sourceFormat) {
        var resultFormat = format.orElse(sourceFormat);
        return output == null ? beside(input, naming.label(), resultFormat) : below(output, input, resultFormat);
    }

    /// Of a further result: named as a main one of that size and format is; the size into an output folder too, where
    /// the main one has the source's own name; beside an output file by the name of that.
    private Path destination(Input input, Optional<Path> file, Also result) {
        var resultFormat = result.format();
        if (file.isPresent()) {
            var name = stem(file.get()) + result.size().map("-"::concat).orElse("");
            return file.get().resolveSibling(name + "." + resultFormat.extension());
        }
        if (output == null) {
            return beside(input, result.naming().label(), resultFormat);
        }
        return result.size()
                .map(size -> output.resolve(input.below()).resolveSibling(named(input, size, resultFormat)))
                .orElseGet(() -> below(output, input, resultFormat));
    }

    private static Path below(Path folder, Input input, ImageFormat resultFormat) {
        var name = String.valueOf(input.file().getFileName());
        var stem = stem(input.file());
        var marked = stem + input.mark() + name.substring(stem.length());
        return folder.resolve(input.below())
                .resolveSibling(keepsExtension(input, resultFormat) ? marked : marked + "." + resultFormat.extension());
    }

    private static Path beside(Input input, String label, ImageFormat resultFormat) {
        return input.file().toAbsolutePath().resolveSibling(named(input, label, resultFormat));
    }

    private static String named(Input input, String label, ImageFormat resultFormat) {
        return "%s-%s%s.%s".formatted(stem(input.file()), label, input.mark(), resultExtension(input, resultFormat));
    }

    private static String resultExtension(Input input, ImageFormat resultFormat) {
        return keepsExtension(input, resultFormat) ? extension(input.file()) : resultFormat.extension();
    }

    private static boolean keepsExtension(Input input, ImageFormat resultFormat) {
        return formatByName(input.file()).equals(Optional.of(resultFormat));
    }

    private static String stem(Path file) {
        var name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
