package dev.azulejo.cli.option;

import dev.azulejo.imaging.libvips.LibvipsChoice;
import dev.azulejo.local.machine.LocalConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Chooses the libvips that reads and writes: the option of all commands that do. It comes before `AZULEJO_LIBVIPS`.
public final class LibvipsOption {
    @Option(
            names = "--libvips",
            order = HelpAll.RARE,
            paramLabel = "pinned|system|FILE",
            description = "Which libvips reads and writes images; by default the pinned one, which is the same on all"
                    + " machines. The system's may read more formats, such as HEIC.")
    private @Nullable String libvips;

    /// The environment's configuration, with this choice.
    public LocalConfig config() {
        var config = LocalConfig.fromEnvironment();
        return libvips == null ? config : config.with(LibvipsChoice.parse(libvips));
    }
}
