package dev.azulejo.cli.option;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for the engine of models, of all commands that run or plan them. They come before
/// `AZULEJO_ENGINE` and `AZULEJO_PRECISION`.
public final class EngineOptions {
    @Option(
            names = "--engine",
            order = HelpAll.RARE,
            paramLabel = "auto|onnxruntime|openvino",
            description = "What runs the models; ONNX Runtime by default, or with --precision auto what is fastest.")
    private @Nullable String engine;

    @Option(
            names = "--precision",
            order = HelpAll.RARE,
            paramLabel = "auto|exact|bf16",
            description =
                    "In what models compute: exact, in 32 bits as on all machines, by default; bf16, faster on some"
                            + " processors and hardly to be seen; auto, whichever a probe finds faster here.")
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
