package dev.azulejo.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.azulejo.core.failure.PermanentFailure;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/// Opens models on the device that was asked for, with options that make the same bits at each run.
final class OnnxSessions {
    private static final System.Logger LOG = System.getLogger(OnnxSessions.class.getName());

    /// A model that takes more does without an arena. Of large blocks an arena wastes half: x4plus held 1,073 MB for a
    /// tile of 256 pixels with one and 553 without. Its runs take so long for each pixel that asking the system for
    /// memory does not matter.
    private static final int MOST_ARENA_BYTES_PER_PIXEL = 5_000;

    private final OrtEnvironment environment;
    private final Device device;
    private final InferenceMeter meter;
    private final boolean sharesArena;

    OnnxSessions(Device device, InferenceMeter meter) {
        this.environment = environment();
        this.sharesArena = SharedArena.isThere();
        this.device = device;
        this.meter = meter;
    }

    /// @param weights verified: exactly these bytes are loaded
    /// @param threads that work on one tile
    OnnxUpscaler open(InstalledModel model, byte[] weights, int threads) {
        var rungs = new ArrayList<Rung>();
        var providers = new ArrayList<Provider>();
        for (var provider : providers()) {
            try {
                rungs.add(open(provider, model, weights, threads));
                providers.add(provider);
            } catch (OrtException failed) {
                if (provider == Provider.CPU || device == Device.CUDA) {
                    rungs.forEach(Rung::close);
                    throw OrtFailure.ofLoad(model, provider, failed);
                }
                note(provider, model, failed);
            }
        }
        var fingerprint = EngineFingerprint.of(environment.getVersion(), providers);
        return new OnnxUpscaler(model, new NumericsLadder(model.id(), rungs), fingerprint);
    }

    private List<Provider> providers() {
        return device == Device.CPU ? List.of(Provider.CPU) : List.of(Provider.CUDA, Provider.CPU);
    }

    private OnnxRung open(Provider provider, InstalledModel model, byte[] weights, int threads) throws OrtException {
        try (var options = options(provider, threads)) {
            if (provider == Provider.CPU && model.card().bytesPerInputPixel() > MOST_ARENA_BYTES_PER_PIXEL) {
                options.setCPUArenaAllocator(false);
            } else if (provider == Provider.CPU && sharesArena) {
                options.addConfigEntry(SharedArena.OPTION, "1");
            }
            var session = environment.createSession(weights, options);
            GraphCheck.agrees(model, session);
            return new OnnxRung(model, provider.rungName(), environment, session, meter, threads);
        }
    }

    /// Tiles run beside each other, each on one thread where memory allows: as fast as one tile on many threads, and
    /// it scales. Results are the same to the bit, whatever the number.
    /// Measured with SPAN x2, two tiles of 256 pixels at once: without the arena a run takes a tenth longer and
    /// the process up to 780 MiB; with arena and memory pattern 450 MiB, with the arena alone 400, as fast.
    static SessionOptions options(Provider provider, int threads) throws OrtException {
        var options = new SessionOptions();
        try {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            options.setCPUArenaAllocator(true);
            options.setMemoryPatternOptimization(false);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // errors are thrown, not printed
            if (provider == Provider.CUDA) {
                addCuda(options);
            }
            return options;
        } catch (OrtException failed) {
            options.close();
            throw failed;
        }
    }

    private static void addCuda(SessionOptions options) throws OrtException {
        options.setDeterministicCompute(true);
        try (var cuda = new OrtCUDAProviderOptions(0)) {
            cuda.add("use_tf32", "0");
            cuda.add("cudnn_conv_algo_search", "DEFAULT");
            options.addCUDA(cuda);
        }
    }

    /// A runtime that was built with CUDA was meant to use it; one that was not is no news.
    private static void note(Provider provider, InstalledModel model, OrtException failed) {
        boolean meant = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
        LOG.log(
                meant ? Level.WARNING : Level.DEBUG,
                "model {0} runs on the CPU: {1} is not usable here ({2})",
                model.id(),
                provider.rungName(),
                OrtFailure.reason(failed));
    }

    static OrtEnvironment environment() {
        RuntimeTelemetry.turnOff();
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "azulejo");
        } catch (LinkageError missing) {
            throw new PermanentFailure(
                    "ONNX Runtime does not load on %s %s: %s"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), missing),
                    missing);
        }
    }
}
