package dev.azulejo.cli.files;

import dev.azulejo.cli.files.Inputs.Input;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Chooses pages of files that have several.
///
/// @param choice `first`, `all`, or the number of one
/// @param probe what a file's header says; nothing for one that cannot be read
public record PageChoice(String choice, Function<Path, Optional<ProbedImage>> probe) {
    public static final String FIRST = "first";
    static final String ALL = "all";

    /// Lists each input once for each of its wanted pages.
    ///
    /// @throws CommandFailure when all are wanted of a file whose frames are no pages
    public List<Input> of(List<Input> inputs) {
        return inputs.stream().flatMap(this::of).toList();
    }

    private Stream<Input> of(Input input) {
        return switch (choice) {
            case FIRST -> Stream.of(input);
            case ALL -> all(input);
            default -> Stream.of(input.page(Integer.parseInt(choice)));
        };
    }

    private Stream<Input> all(Input input) {
        var probed = probe.apply(input.file());
        if (probed.isEmpty()) {
            return Stream.of(input); // the next reader says what is wrong
        }
        if (probed.get().format() == ImageFormat.TIFF) {
            return IntStream.rangeClosed(1, probed.get().pages()).mapToObj(input::page);
        }
        if (probed.get().pages() > 1) {
            throw ExitCode.USAGE.failure(
                    "%s: --pages all takes the pages of a TIFF apart, and this is %s with %d frames; ask for one by its number"
                            .formatted(
                                    input.file(),
                                    probed.get().format().text(),
                                    probed.get().pages()));
        }
        return Stream.of(input);
    }
}
