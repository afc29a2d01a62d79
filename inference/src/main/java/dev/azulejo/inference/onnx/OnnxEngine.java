package dev.azulejo.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.engine.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// ONNX Runtime on the CPU, on CUDA, and on request on TensorRT.
public final class OnnxEngine implements Engine {
    private static final Provider CUDA = new Provider("cuda", "fp32", "conv=default opt=all tf32=off", false);
    private static final Provider CPU = new Provider("cpu", "fp32", "opt=all", true);

    private final @Nullable TensorRt compiler;

    public OnnxEngine() {
        this(null);
    }

    private OnnxEngine(@Nullable TensorRt compiler) {
        this.compiler = compiler;
    }

    @Override
    public String title() {
        return "ONNX Runtime";
    }

    @Override
    public String version() {
        return "onnxruntime " + environment().getVersion();
    }

    @Override
    public List<Provider> providers(Device device) {
        return device == Device.CPU
                ? List.of(CPU)
                : Stream.concat(compiled().stream(), Stream.of(CUDA, CPU)).toList();
    }

    @Override
    public Engine compiling(Path cache, boolean mayRound) {
        return new OnnxEngine(new TensorRt(cache, mayRound));
    }

    @Override
    public boolean opensAtOnce(Provider provider) {
        return provider.equals(CPU);
    }

    private List<Provider> compiled() {
        return compiler == null ? List.of() : compiler.providers();
    }

    @Override
    public Session open(Provider provider, byte[] weights, int threads, int bytesPerInputPixel) throws EngineFailure {
        var environment = environment();
        boolean sharesMemory = WorkingMemory.isThere();
        try (var options = options(provider, threads)) {
            if (provider.onCpu() && sharesMemory) {
                options.addConfigEntry(WorkingMemory.OPTION, "1");
            }
            if (compiler != null && compiler.providers().contains(provider)) {
                compiler.addTo(options, provider, weights, version());
                addCuda(options); // for what of a graph the compiler does not take
            }
            var session = environment.createSession(weights, options);
            return new OnnxSession(environment, session, provider.onCpu() && sharesMemory ? bytesPerInputPixel : 0);
        } catch (OrtException failed) {
            var needed = provider.equals(CUDA) ? OrtProvider.CUDA : OrtProvider.TENSOR_RT;
            boolean isBuiltIn =
                    provider.onCpu() || OrtEnvironment.getAvailableProviders().contains(needed);
            throw isBuiltIn
                    ? OrtFailure.of(failed)
                    : new EngineFailure(Kind.NOT_BUILT_IN, OrtFailure.reason(failed), failed);
        }
    }

    @Override
    public void release(long kept) {
        WorkingMemory.release(kept);
    }

    /// Session options for a provider. Tiles run beside each other, each on one thread where memory allows:
    /// as fast as one tile on many threads, and it scales. Results are the same to the bit, whatever the
    /// number of threads. A memory pattern would hold a whole run's memory for each shape of tile.
    private static SessionOptions options(Provider provider, int threads) throws OrtException {
        var options = new SessionOptions();
        try {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            options.setCPUArenaAllocator(true);
            options.setMemoryPatternOptimization(false);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // errors are thrown, not printed
            if (provider.equals(CUDA)) {
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

    private static OrtEnvironment environment() {
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
