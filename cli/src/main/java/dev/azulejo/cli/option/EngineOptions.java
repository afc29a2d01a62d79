package dev.azulejo.cli.option;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.machine.LocalConfig;
import dev.azulejo.core.failure.PermanentFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What models are run by: the options that all commands share which run or plan them. They come before
/// `AZULEJO_ENGINE` and `AZULEJO_PRECISION`.
public final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "auto|onnxruntime|openvino",
            description = "What runs the models; by default what is fastest on this machine.")
    private @Nullable String engine;

    @Option(
            names = "--precision",
            paramLabel = "auto|exact|bf16",
            description = "In what models compute; by default in bf16 where that is much faster and looks the same."
                    + " With exact, in 32 bits, as on all machines.")
    private @Nullable String precision;

    /// The configuration with this choice.
    public LocalConfig chosen(LocalConfig config) {
        try {
            return config.with(config.engines().with(engine, precision));
        } catch (PermanentFailure wrong) {
            throw ExitCode.USAGE.failure("--" + wrong.getMessage());
        }
    }
}
