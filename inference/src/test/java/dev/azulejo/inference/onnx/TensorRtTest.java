package dev.azulejo.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import dev.azulejo.inference.engine.Provider;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the part of TensorRT that needs no GPU.
class TensorRtTest {
    private static final String RUNTIME = "onnxruntime 1.29.0";

    @TempDir
    Path folder;

    @Test
    void whatItCompilesIsKeptByRuntimePrecisionAndWeights() {
        var its = new TensorRt(folder, true);
        var rounded = its.providers().getFirst();
        var exact = its.providers().getLast();
        byte[] weights = {1, 2, 3};
        assertThat(its.folder(exact, weights, RUNTIME))
                .startsWithRaw(folder)
                .isEqualTo(its.folder(exact, weights.clone(), RUNTIME))
                .isNotEqualTo(its.folder(rounded, weights, RUNTIME))
                .isNotEqualTo(its.folder(exact, new byte[] {1, 2, 4}, RUNTIME))
                .isNotEqualTo(its.folder(exact, weights, "onnxruntime 1.30.0"));
    }

    @Test
    void sixteenBitsAreAnOptionOfTheCompilerAndTheRestIsTheCache() {
        var its = new TensorRt(folder, true);
        assertThat(TensorRt.settings(its.providers().getLast(), folder))
                .containsEntry("trt_fp16_enable", "0")
                .containsEntry("trt_engine_cache_enable", "1")
                .containsEntry("trt_engine_cache_path", folder.toString())
                .containsEntry("trt_timing_cache_enable", "1")
                .containsEntry("trt_timing_cache_path", folder.toString());
        assertThat(TensorRt.settings(its.providers().getFirst(), folder)).containsEntry("trt_fp16_enable", "1");
    }

    /// The runtime for processors has no TensorRT, and says so before anything is written.
    @Test
    void whereItIsNotBuiltInOpeningSaysSo() {
        var engine = new OnnxEngine().compiling(folder.resolve("engines"), true);
        for (Provider provider : engine.providers(Device.AUTO).subList(0, 2)) {
            assertThatThrownBy(() -> engine.open(provider, new byte[] {1}, 1, 0))
                    .isInstanceOfSatisfying(
                            EngineFailure.class,
                            failed -> assertThat(failed.kind()).isEqualTo(Kind.NOT_BUILT_IN));
        }
        assertThat(folder.resolve("engines")).doesNotExist();
    }
}
