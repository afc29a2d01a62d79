package dev.azulejo.cli;

import dev.azulejo.cli.Inputs.Input;
import dev.azulejo.core.pixels.ImageFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where results go. Without an output, `a.jpg` gives `a-photo-x2.jpg` beside it. Into an output folder goes
/// the source's own name; where the format differs its extension is appended (`a.png.jpg`), so that two sources
/// hardly ever meet.
///
/// @param output folder or file that the user named
/// @param recipe its name
record Destinations(@Nullable Path output, String recipe, Optional<ImageFormat> format) {

    /// The destination of each input, all different and none of them a source.
    ///
    /// @throws CommandFailure when two results would have one name
    Map<Input, Path> of(List<Input> inputs, FormatOf formatOf) {
        var file = outputFile(inputs);
        var destinations = new LinkedHashMap<Input, Path>();
        var owners = new HashMap<Path, Input>();
        for (var input : inputs) {
            var destination = file.orElseGet(() -> destination(input, formatOf.sourceFormat(input.file())))
                    .toAbsolutePath()
                    .normalize();
            var other = owners.putIfAbsent(destination, input);
            if (other != null) {
                throw new CommandFailure(
                        ExitCode.NO_OUTPUT,
                        "%s and %s would both become %s; give them folders of their own, or enhance them one by one"
                                .formatted(other.file(), input.file(), destination));
            }
            destinations.put(input, destination);
        }
        for (var input : inputs) {
            if (owners.containsKey(input.file().toAbsolutePath().normalize())) {
                throw new CommandFailure(
                        ExitCode.NO_OUTPUT,
                        "%s would be overwritten by a result; name another output with -o".formatted(input.file()));
            }
        }
        return destinations;
    }

    /// What a source's first bytes say it is; PNG if they say nothing.
    @FunctionalInterface
    interface FormatOf {
        ImageFormat sourceFormat(Path file);
    }

    /// The format the user asked for, if not by name then by the extension of the output file.
    Optional<ImageFormat> resultFormat(List<Input> inputs) {
        return format.or(() -> outputFile(inputs).flatMap(Destinations::formatByName));
    }

    /// The output, if it names a file and not a folder.
    private Optional<Path> outputFile(List<Input> inputs) {
        if (output == null || Files.isDirectory(output) || formatByName(output).isEmpty()) {
            return Optional.empty();
        }
        if (inputs.size() > 1) {
            throw new CommandFailure(
                    ExitCode.NO_OUTPUT,
                    "-o %s is one file, there are %d inputs; name a folder".formatted(output, inputs.size()));
        }
        return Optional.of(output);
    }

    private static Optional<ImageFormat> formatByName(Path file) {
        var name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : ImageFormat.parse(name.substring(dot + 1));
    }

    private Path destination(Input input, ImageFormat sourceFormat) {
        var resultFormat = format.orElse(sourceFormat);
        var name = String.valueOf(input.file().getFileName());
        boolean keepsExtension = formatByName(input.file()).equals(Optional.of(resultFormat));
        if (output != null) {
            var below = output.resolve(input.below());
            return keepsExtension ? below : below.resolveSibling(name + "." + resultFormat.extension());
        }
        int dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var extension = keepsExtension ? name.substring(dot + 1) : resultFormat.extension();
        return input.file().toAbsolutePath().resolveSibling("%s-%s.%s".formatted(stem, recipe, extension));
    }
}
