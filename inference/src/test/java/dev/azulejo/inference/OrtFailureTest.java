package dev.azulejo.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.pixels.Planes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts as ONNX Runtime 1.29 gives them.
class OrtFailureTest {
    private static final Planes OUTPUT = Planes.allocate(8, 4, 3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bfc_arena.cc:359 AllocateRawInternal Failed to allocate memory for requested buffer of size 27648000000",
                "CUDA failure 2: out of memory ; GPU=0 ; expr=cudaMalloc((void**)&p, size);",
                "std::bad_alloc"
            })
    void outOfMemoryMayPassWithFewerTilesAtOnce(String text) {
        assertThat(OrtFailure.ofRun("m", "cuda fp32", OUTPUT, new OrtException(OrtErrorCode.ORT_FAIL, text)))
                .isInstanceOf(TransientFailure.class)
                .hasMessage(
                        "model m ran out of memory on cuda fp32 for an output of 8x4; fewer tiles at once need less");
    }

    @Test
    void aLostDeviceMayComeBack() {
        var lost = new OrtException(OrtErrorCode.ORT_FAIL, "CUDA failure 700: an illegal memory access; GPU=0");
        assertThat(OrtFailure.ofRun("m", "cuda fp32", OUTPUT, lost)).isInstanceOf(TransientFailure.class);
    }

    @Test
    void anythingElseWillHappenAgain() {
        var wrong = new OrtException(OrtErrorCode.ORT_INVALID_ARGUMENT, "Got invalid dimensions\n index: 1 Got: 1");
        assertThat(OrtFailure.ofRun("m", "cpu fp32", OUTPUT, wrong))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("model m failed on cpu fp32 for an output of 8x4: ")
                .hasMessageEndingWith("Got invalid dimensions index: 1 Got: 1");
    }
}
