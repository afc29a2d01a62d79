package dev.azulejo.lab.net;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The numbers with which a training computes answers and gradients. Weights, their sums of gradients and the
/// loss are always of 32 bits.
public enum Arithmetic {
    /// 32 bits.
    @JsonProperty("fp32")
    FP32 {
        @Override
        Tensor picture(Tensor picture) {
            return picture;
        }

        @Override
        Tensor number(Tensor number) {
            return number;
        }
    },
    /// 16 bits, eight of them for the exponent (bfloat16): half of the time where a processor multiplies them
    /// (AVX512-BF16, AMX), and several times as much where it does not.
    @JsonProperty("bf16")
    BF16 {
        @Override
        Tensor picture(Tensor picture) {
            return picture.contiguous(MemoryFormat.ChannelsLast);
        }

        @Override
        Tensor number(Tensor number) {
            return number.to(ScalarType.BFloat16);
        }
    };

    /// A picture as the first layer reads it.
    abstract Tensor picture(Tensor picture);

    /// What a convolution multiplies: samples, weights or biases.
    abstract Tensor number(Tensor number);
}
