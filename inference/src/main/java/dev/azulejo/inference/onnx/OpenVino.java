package dev.azulejo.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.azulejo.inference.EngineFailure;
import dev.azulejo.inference.EngineFailure.Kind;
import dev.azulejo.inference.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// OpenVINO on the processor, as a plugin of ONNX Runtime: it computes whole graphs, on threads of its own.
///
/// @param device the processor
/// @param providers one for each precision
record OpenVino(OrtEpDevice device, List<Provider> providers) {
    private static final String NAME = "openvino";
    private static final String PROVIDER = "OpenVINOExecutionProvider";
    private static final String BF16 = "bf16";

    private static @Nullable OpenVino plugged;

    /// The runtime's environment is one for the whole process, and so is the plugin.
    static synchronized OpenVino plugged(OrtEnvironment environment, Path library) throws EngineFailure {
        var made = plugged;
        if (made == null) {
            made = plug(environment, library);
            plugged = made;
        }
        return made;
    }

    private static OpenVino plug(OrtEnvironment environment, Path library) throws EngineFailure {
        try {
            environment.registerExecutionProviderLibrary(
                    NAME, library.toAbsolutePath().toString());
            for (var device : environment.getEpDevices()) {
                var facts = device.getEpMetadata();
                if (device.getEpName().equals(PROVIDER) && "CPU".equals(facts.get("ov_device"))) {
                    return new OpenVino(device, providers(facts));
                }
            }
            environment.unregisterExecutionProviderLibrary(NAME); // whoever tries again is told the same
            throw new EngineFailure(
                    Kind.OTHER, "it does not know this processor", new IllegalStateException(library.toString()));
        } catch (OrtException failed) {
            throw OrtFailure.of(failed);
        }
    }

    private static List<Provider> providers(Map<String, String> facts) {
        var options = "plugin=" + String.valueOf(facts.get("version")).replaceFirst("\\+.*", "");
        var providers = new ArrayList<Provider>();
        if (List.of(facts.getOrDefault("OPTIMIZATION_CAPABILITIES", "").split(" "))
                .contains("BF16")) {
            providers.add(new Provider(NAME, BF16, options, true));
        }
        providers.add(new Provider(NAME, "fp32", options, true));
        return List.copyOf(providers);
    }

    /// A stream for each run that may go on at once: each works on as many threads as a run shall have.
    /// Threads that are pinned would wait for each other where other processes work too.
    void addTo(SessionOptions options, Provider provider, int threads) throws OrtException {
        int streams = Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
        var settings = """
                {"CPU": {"INFERENCE_PRECISION_HINT": "%s", "NUM_STREAMS": "%d", "INFERENCE_NUM_THREADS": "%d", "ENABLE_CPU_PINNING": "NO"}}""".formatted(provider.precision().equals(BF16) ? BF16 : "f32", streams, streams * threads);
        options.addExecutionProvider(List.of(device), Map.of("load_config", settings));
    }
}
