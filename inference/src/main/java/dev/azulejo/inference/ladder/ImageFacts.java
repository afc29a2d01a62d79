package dev.azulejo.inference.ladder;

import dev.azulejo.inference.card.ConditionTensors;
import org.jspecify.annotations.Nullable;

/// What a model was told of a whole image before its tiles. The array must not be changed.
///
/// @param noise its standard deviation, where white is 1; absent for a model that does not ask
/// @param means of the pooled feature maps; absent for a model that does not pool
public record ImageFacts(@Nullable Float noise, float @Nullable [] means) {
    public static final ImageFacts NONE = new ImageFacts(null, null);

    public ImageFacts withNoise(float told) {
        return new ImageFacts(told, means);
    }

    public ImageFacts withMeans(float[] told) {
        return new ImageFacts(noise, told);
    }

    /// Whether these facts are all that the tensors need.
    public boolean suffices(ConditionTensors tensors) {
        return switch (tensors) {
            case ConditionTensors.Noise _ -> noise != null;
            case ConditionTensors.Pooled _ -> means != null;
        };
    }
}
