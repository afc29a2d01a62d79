package dev.azulejo.inference.openvino;

import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.graph.WideAnswer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// OpenVINO on the processor. It stays loaded as long as the process lives, and so does what it keeps for
/// all models.
final class OpenVinoEngine implements Engine {
    /// The fingerprint option for answers in 32 bits, whatever a model is computed in.
    private static final String OPTIONS = "answer=fp32";

    private final OpenVinoLibrary library;
    private final MemorySegment core;
    private final String version;
    private final List<Provider> providers;

    OpenVinoEngine(OpenVinoLibrary library) throws EngineFailure {
        this.library = library;
        core = library.made("ov_core_create");
        version = library.version();
        providers = providers(library, core);
    }

    private static List<Provider> providers(OpenVinoLibrary library, MemorySegment core) throws EngineFailure {
        try (var arena = Arena.ofConfined()) {
            var found = library.text(
                    "ov_core_get_property",
                    core,
                    arena.allocateFrom("CPU"),
                    arena.allocateFrom("OPTIMIZATION_CAPABILITIES"));
            var providers = new ArrayList<Provider>();
            if (List.of(found.split(" ")).contains("BF16")) {
                providers.add(new Provider(OpenVino.NAME, "bf16", OPTIONS, true));
            }
            providers.add(new Provider(OpenVino.NAME, "fp32", OPTIONS, true));
            return List.copyOf(providers);
        }
    }

    @Override
    public String title() {
        return "OpenVINO";
    }

    @Override
    public String version() {
        return "%s %s".formatted(OpenVino.NAME, version);
    }

    @Override
    public List<Provider> providers(Device device) {
        return providers;
    }

    /// Opens a model with a stream for each run that may go on at once; each stream works on the given
    /// number of threads. Pinned threads would wait for each other if other processes work too.
    @Override
    public Session open(Provider provider, byte[] weights, int threads, int bytesPerInputPixel) throws EngineFailure {
        int streams = Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
        boolean rounds = provider.isBf16();
        var properties = new HashMap<String, String>();
        properties.put("INFERENCE_PRECISION_HINT", rounds ? "bf16" : "f32");
        properties.put("NUM_STREAMS", String.valueOf(streams));
        properties.put("INFERENCE_NUM_THREADS", String.valueOf(streams * threads));
        properties.put("ENABLE_CPU_PINNING", "NO");
        var model = read(rounds ? WideAnswer.of(weights) : weights);
        try {
            return new OpenVinoSession(library, core, model, properties);
        } finally {
            library.free("ov_model_free", model);
        }
    }

    private MemorySegment read(byte[] weights) throws EngineFailure {
        try (var arena = Arena.ofConfined()) {
            var bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, weights);
            return library.made(
                    "ov_core_read_model_from_memory_buffer", core, bytes, bytes.byteSize(), MemorySegment.NULL);
        }
    }

    @Override
    public void release(long kept) {
        // what runs have used belongs to sessions, and goes with them
    }
}
