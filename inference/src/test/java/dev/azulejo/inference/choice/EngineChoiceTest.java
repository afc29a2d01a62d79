package dev.azulejo.inference.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.choice.EngineChoice.Brand;
import dev.azulejo.inference.choice.EngineChoice.Precision;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineChoiceTest {
    @Test
    void isTheOneOnWhichAllMachinesAgreeWhereNothingIsSaid() {
        assertThat(EngineChoice.of(Map.of())).isEqualTo(EngineChoice.STANDARD);
        assertThat(EngineChoice.of(Map.of("AZULEJO_ENGINE", " "))).isEqualTo(EngineChoice.STANDARD);
        assertThat(EngineChoice.STANDARD.precision()).isEqualTo(Precision.EXACT);
        assertThat(EngineChoice.of(Map.of("AZULEJO_PRECISION", "auto"))).isEqualTo(EngineChoice.FASTEST);
    }

    @Test
    void anOptionComesBeforeTheEnvironment() {
        var said = EngineChoice.of(Map.of("AZULEJO_ENGINE", "openvino", "AZULEJO_PRECISION", "exact"));
        assertThat(said).isEqualTo(new EngineChoice(Brand.OPENVINO, Precision.EXACT));
        assertThat(said.with(null, "bf16")).isEqualTo(new EngineChoice(Brand.OPENVINO, Precision.BF16));
    }

    @Test
    void wordsThatThereAreNotAreNamed() {
        assertThatThrownBy(() -> EngineChoice.FASTEST.with("tensorrt", null))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("engine is 'tensorrt', none of auto, onnxruntime, openvino");
    }

    @Test
    void theUsualEngineHasNoBf16() {
        assertThatThrownBy(() -> EngineChoice.FASTEST.with("onnxruntime", "bf16"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("engine onnxruntime does not compute in bf16: leave it out, or say openvino");
    }
}
