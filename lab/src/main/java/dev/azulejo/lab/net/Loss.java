package dev.azulejo.lab.net;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// How far answers are from the truth.
public enum Loss {
    /// The mean of absolute differences.
    @JsonProperty("l1")
    L1 {
        @Override
        Tensor of(Tensor answer, Tensor truth) {
            return answer.sub(truth).abs().mean();
        }
    },
    /// The mean of √(difference² + ε²), ε = 0.001: as [#L1], but smooth at 0 (Charbonnier et al. 1994).
    @JsonProperty("charbonnier")
    CHARBONNIER {
        @Override
        Tensor of(Tensor answer, Tensor truth) {
            return answer.sub(truth)
                    .square()
                    .add(new Scalar(EPSILON * EPSILON))
                    .sqrt()
                    .mean();
        }
    };

    private static final double EPSILON = 1e-3;

    abstract Tensor of(Tensor answer, Tensor truth);
}
