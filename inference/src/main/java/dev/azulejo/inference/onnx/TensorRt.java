package dev.azulejo.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.inference.engine.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// TensorRT on the first CUDA device. It compiles a model for the GPU at hand and for the shapes that it
/// has met so far, which takes a while, and keeps the result. It picks the kernels that were fastest when
/// it tried them, so compiling a second time may give other bits.
///
/// @param cache folder for compiled models, of this user alone, as they are loaded unchecked
/// @param mayRound whether models may run in 16 bits
record TensorRt(Path cache, boolean mayRound) {
    private static final String NAME = "tensorrt";
    private static final String ROUNDED = "fp16";

    /// The options of a fingerprint. TF32 has no option here; the process's environment turns it off: see
    /// `AZULEJO_TENSORRT`.
    private static final String OPTIONS = "tf32=off";

    /// The providers, the fastest first.
    List<Provider> providers() {
        var exact = new Provider(NAME, "fp32", OPTIONS, false);
        return mayRound ? List.of(new Provider(NAME, ROUNDED, OPTIONS, false), exact) : List.of(exact);
    }

    /// @param runtime name and version of ONNX Runtime
    void addTo(SessionOptions options, Provider provider, byte[] weights, String runtime) throws OrtException {
        var folder = folder(provider, weights, runtime);
        try (var tensorRt = new OrtTensorRTProviderOptions(0)) {
            for (var setting : settings(provider, folder).entrySet()) {
                tensorRt.add(setting.getKey(), setting.getValue());
            }
            PrivateFolder.made(cache);
            Files.createDirectories(folder);
            options.addTensorrt(tensorRt);
        } catch (IOException e) {
            throw new PermanentFailure("%s cannot be made a folder: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /// The cache folder of a file of weights: models that differ in nothing else would find each other's.
    Path folder(Provider provider, byte[] weights, String runtime) {
        return cache.resolve(runtime.replace(' ', '-'))
                .resolve(provider.precision())
                .resolve(UUID.nameUUIDFromBytes(weights).toString());
    }

    static Map<String, String> settings(Provider provider, Path folder) {
        var settings = new TreeMap<String, String>();
        settings.put("trt_fp16_enable", provider.precision().equals(ROUNDED) ? "1" : "0");
        settings.put("trt_engine_cache_enable", "1");
        settings.put("trt_engine_cache_path", folder.toString());
        settings.put("trt_timing_cache_enable", "1");
        settings.put("trt_timing_cache_path", folder.toString());
        return settings;
    }
}
