package dev.azulejo.cli.files;

import dev.azulejo.cli.files.Inputs.Input;
import dev.azulejo.core.option.Suggestion;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A pattern that names results, such as `large/{name}-{scale}x`. What stands for a field never leads out of the
/// folder in which the pattern has it.
record NamePattern(Path text) {
    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)\\}");
    private static final List<String> FIELDS = List.of("name", "folder", "label", "recipe", "scale", "page", "format");

    /// The pattern that an output is, if it is one.
    ///
    /// @throws CommandFailure when it has a field that does not exist
    static Optional<NamePattern> of(@Nullable Path output) {
        if (output == null || output.toString().chars().noneMatch(c -> c == '{' || c == '}')) {
            return Optional.empty();
        }
        FIELD.matcher(output.toString())
                .results()
                .map(field -> field.group(1))
                .filter(field -> !FIELDS.contains(field))
                .findFirst()
                .ifPresent(field ->
                        refuse(output, "there is no field {%s}%s".formatted(field, Suggestion.of(field, FIELDS))));
        if (FIELD.matcher(output.toString()).replaceAll("").matches(".*[{}].*")) {
            refuse(output, "a { or } stands alone");
        }
        return Optional.of(new NamePattern(output));
    }

    private static void refuse(Path output, String why) {
        throw ExitCode.USAGE.failure("-o %s: %s; fields are %s"
                .formatted(output, why, FIELDS.stream().map("{%s}"::formatted).collect(Collectors.joining(", "))));
    }

    /// The name of a result of an input.
    ///
    /// @param extension of the result; appended, unless the pattern ends in its field
    /// @throws CommandFailure when a field has no value here, or the value would lead elsewhere
    Path of(Input input, String name, Naming naming, String extension) {
        var root = text.getRoot();
        var path = root == null ? Path.of("") : root;
        for (var segment : text) {
            path = resolve(path, segment.toString(), input, name, naming, extension);
        }
        var last = filled(text.getFileName().toString().replace(".{format}", ""), input, name, naming, extension);
        if (last.isEmpty()) {
            throw ExitCode.NO_OUTPUT.failure(
                    "%s: its result would have no name by -o %s; add {name}".formatted(input.file(), text));
        }
        return text.toString().endsWith(".{format}") ? path : path.resolveSibling(path.getFileName() + "." + extension);
    }

    private String filled(String segment, Input input, String name, Naming naming, String extension) {
        return FIELD.matcher(segment)
                .replaceAll(field -> Matcher.quoteReplacement(value(field.group(1), input, name, naming, extension)));
    }

    private Path resolve(Path folder, String segment, Input input, String name, Naming naming, String extension) {
        var filled = filled(segment, input, name, naming, extension);
        if (filled.equals(segment)) {
            return folder.resolve(segment);
        }
        for (var part : Path.of(filled)) {
            if (part.toString().equals(".") || part.toString().equals("..")) {
                throw ExitCode.NO_OUTPUT.failure(
                        "%s: its result would be called '%s' by -o %s; rename it".formatted(input.file(), part, text));
            }
        }
        return folder.resolve(filled);
    }

    private String value(String field, Input input, String name, Naming naming, String extension) {
        return switch (field) {
            case "name" -> name;
            case "folder" ->
                input.below().getParent() == null
                        ? ""
                        : input.below().getParent().toString();
            case "label" -> naming.label();
            case "recipe" -> naming.recipe();
            case "page" -> Integer.toString(input.page());
            case "format" -> extension;
            default ->
                naming.scale()
                        .orElseThrow(() -> ExitCode.USAGE.failure(
                                "-o %s: a size other than --scale has no {scale}; say {label}".formatted(text)));
        };
    }
}
