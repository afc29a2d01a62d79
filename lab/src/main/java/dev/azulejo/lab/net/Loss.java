package dev.azulejo.lab.net;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Measures how far answers are from the truth.
public enum Loss {
    /// The mean of absolute differences.
    @JsonProperty("l1")
    L1 {
        @Override
        Tensor of(Tensor answer, Tensor truth, @Nullable StLpips metric) {
            return answer.sub(truth).abs().mean();
        }
    },
    /// The mean of √(difference² + ε²), ε = 0.001: like [#L1], but smooth at 0 (Charbonnier et al. 1994).
    @JsonProperty("charbonnier")
    CHARBONNIER {
        @Override
        Tensor of(Tensor answer, Tensor truth, @Nullable StLpips metric) {
            return answer.sub(truth)
                    .square()
                    .add(new Scalar(EPSILON * EPSILON))
                    .sqrt()
                    .mean();
        }
    },
    /// Adds to [#CHARBONNIER] a twentieth of the mean difference of the spectra, in which all frequencies
    /// count the same, so that fine detail is not lost among smooth areas.
    @JsonProperty("fft")
    FFT {
        @Override
        Tensor of(Tensor answer, Tensor truth, @Nullable StLpips metric) {
            var spectra = torch.view_as_real(torch.fft_rfft2(answer.sub(truth)));
            double samples = (double) answer.size(2) * answer.size(3);
            var difference = spectra.abs().mean().mul(new Scalar(SPECTRUM / Math.sqrt(samples)));
            return CHARBONNIER.of(answer, truth, metric).add(difference);
        }
    },
    /// Adds to [#CHARBONNIER] a tenth of how far apart the pictures look to a network: detail that looks right then
    /// counts more than detail that is right.
    @JsonProperty("st-lpips")
    ST_LPIPS {
        @Override
        Tensor of(Tensor answer, Tensor truth, @Nullable StLpips metric) {
            var distance = requireNonNull(metric, "st-lpips needs its metric").between(truth, answer);
            return CHARBONNIER.of(answer, truth, metric).add(distance.mean().mul(new Scalar(LOOKS)));
        }

        @Override
        public int leastSide() {
            return StLpips.LEAST_SIDE;
        }
    };

    private static final double SPECTRUM = 0.05;
    private static final double EPSILON = 1e-3;

    /// What the distance of [#ST_LPIPS] is multiplied by.
    static final double LOOKS = 0.1;

    /// The loss of answers, in 32 bits.
    ///
    /// @param metric needed by [#ST_LPIPS] alone
    abstract Tensor of(Tensor answer, Tensor truth, @Nullable StLpips metric);

    /// The side of the smallest pictures that it compares, in pixels.
    public int leastSide() {
        return 1;
    }
}
