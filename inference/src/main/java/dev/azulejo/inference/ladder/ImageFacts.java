package dev.azulejo.inference.ladder;

import dev.azulejo.core.model.Condition;
import dev.azulejo.inference.card.ConditionTensors;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model was told of a whole image before its tiles. The array must not be changed.
///
/// @param numbers what [ConditionTensors.Told] says of each; absent for what a model does not ask
/// @param means of the pooled feature maps; absent for a model that does not pool
public record ImageFacts(Map<Condition, Float> numbers, float @Nullable [] means) {
    public static final ImageFacts NONE = new ImageFacts(Map.of(), null);

    public ImageFacts {
        numbers = Map.copyOf(numbers);
    }

    public ImageFacts with(Condition condition, float told) {
        var all = new EnumMap<Condition, Float>(Condition.class);
        all.putAll(numbers);
        all.put(condition, told);
        return new ImageFacts(all, means);
    }

    public ImageFacts withMeans(float[] told) {
        return new ImageFacts(numbers, told);
    }

    /// Whether these facts are all that the tensors need.
    public boolean suffices(ConditionTensors tensors) {
        return switch (tensors) {
            case ConditionTensors.Told number -> numbers.containsKey(number.condition());
            case ConditionTensors.Pooled _ -> means != null;
        };
    }
}
