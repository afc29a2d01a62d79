package dev.azulejo.cli.files;

import dev.azulejo.cli.view.Terminal;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The options about the standard input and output.
///
/// @param output as `-o` names it
public record PipedOptions(List<String> inputs, @Nullable Path output) {
    public PipedOptions {
        inputs = List.copyOf(inputs);
    }

    /// Whether the image comes by the standard input.
    boolean reads() {
        return inputs.contains(Pipes.NAME);
    }

    /// Whether the result goes to the standard output: where `-o -` says so, or nothing else of what comes by the
    /// standard input.
    public boolean writes() {
        return output == null ? reads() : output.equals(Path.of(Pipes.NAME));
    }

    /// Refuses what no pipe can do, before anything is read.
    ///
    /// @param json whether outcomes are printed
    /// @param results how many are made of each image
    /// @throws CommandFailure saying what to do
    public void check(boolean json, int results, String pages, Optional<ImageFormat> format) {
        if (reads() && inputs.size() > 1) {
            throw ExitCode.USAGE.failure(
                    "- is the standard input, which is one image; give other files in a command of their own");
        }
        if (!writes()) {
            return;
        }
        if (inputs.size() > 1 || results > 1 || pages.equals(PageChoice.ALL)) {
            throw ExitCode.USAGE.failure(
                    "the standard output takes one result of one image; name a folder with -o for several");
        }
        if (json) {
            throw ExitCode.USAGE.failure(
                    "the result goes to the standard output, where --json prints too; name a file with -o");
        }
        if (format.filter(ImageFormat::isOfFiles).isPresent()) {
            throw ExitCode.USAGE.failure(
                    "a pyramid of many files does not go to the standard output; name it with -o, or take szi");
        }
        if (Terminal.isOutput()) {
            throw ExitCode.USAGE.failure(
                    "the result would go to the terminal; redirect it (> b.png), or name a file with -o");
        }
    }

    /// Refuses several images in one folder or file, too.
    ///
    /// @param found how many there are
    public void checkFound(int found) {
        if (writes() && found != 1) {
            throw ExitCode.USAGE.failure(
                    "the standard output takes one image, and there are %d; name a folder with -o".formatted(found));
        }
    }
}
