package dev.azulejo.cli.option;

import dev.azulejo.local.machine.LocalConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Chooses the folder of a server: the option of all commands that have to do with one.
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the server keeps uploads, jobs, results and keys; your cache folder by default.")
    private @Nullable Path data;

    boolean isGiven() {
        return data != null;
    }

    /// The folder of data, which need not exist.
    public Path folder(LocalConfig config) {
        return data == null ? config.openedCache().resolve("serve") : data;
    }
}
