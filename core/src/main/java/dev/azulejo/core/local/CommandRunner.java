package dev.azulejo.core.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs another program.
public interface CommandRunner {
    long MAX_MINUTES = 5;

    /// Runs `command` in `folder`, to its end.
    ///
    /// @return its exit status
    /// @throws IOException when there is no such program
    int run(Path folder, List<String> command) throws IOException;

    /// The command that downloads a package file of PyPI into the current folder, from wherever pip is set
    /// up to fetch.
    ///
    /// @param requirement such as `name==1.2`
    static List<String> pipDownload(String requirement) {
        return pipDownload(requirement, List.of());
    }

    /// The command that downloads a package for another Python than the one at hand.
    ///
    /// @param options that say which, such as `--abi=cp312`
    static List<String> pipDownload(String requirement, List<String> options) {
        var command = new ArrayList<>(List.of(
                "python3", "-m", "pip", "download", "--quiet", "--retries=2", "--no-deps", "--only-binary=:all:"));
        command.addAll(options);
        command.add(requirement);
        return List.copyOf(command);
    }

    /// Runs a program of the PATH and drops its output.
    static int onPath(Path folder, List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            if (process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            throw new IOException("%s did not end within %d minutes".formatted(command.getFirst(), MAX_MINUTES));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + " was interrupted", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }
}
