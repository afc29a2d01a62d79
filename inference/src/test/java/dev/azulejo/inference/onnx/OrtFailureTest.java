package dev.azulejo.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests texts as ONNX Runtime 1.29 gives them.
class OrtFailureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bfc_arena.cc:359 AllocateRawInternal Failed to allocate memory for requested buffer of size 27648000000",
                "CUDA failure 2: out of memory ; GPU=0 ; expr=cudaMalloc((void**)&p, size);",
                "std::bad_alloc"
            })
    void outOfMemoryMayPassWithFewerTilesAtOnce(String text) {
        assertThat(OrtFailure.of(new OrtException(OrtErrorCode.ORT_FAIL, text)).kind())
                .isEqualTo(Kind.OUT_OF_MEMORY);
    }

    @Test
    void aLostDeviceMayComeBack() {
        var lost = new OrtException(OrtErrorCode.ORT_FAIL, "CUDA failure 700: an illegal memory access; GPU=0");
        assertThat(OrtFailure.of(lost).kind()).isEqualTo(Kind.DEVICE_LOST);
    }

    @Test
    void anythingElseWillHappenAgain() {
        var wrong = new OrtException(OrtErrorCode.ORT_INVALID_ARGUMENT, "Got invalid dimensions\n index: 1 Got: 1");
        assertThat(OrtFailure.of(wrong)).hasMessageEndingWith("Got invalid dimensions index: 1 Got: 1");
        assertThat(OrtFailure.of(wrong).kind()).isEqualTo(Kind.OTHER);
    }
}
