package dev.azulejo.inference.card;

import dev.azulejo.core.model.Condition;

/// The tensors by which a model is told what it must know of the whole image.
public sealed interface ConditionTensors {
    Condition condition();

    /// The tensors of a model that pools. With `given` true it takes the means of its feature maps from
    /// `input`; with false it takes them over all it sees, batch, rows and columns, and gives them back as
    /// `output`.
    ///
    /// @param given one truth value
    /// @param input 1 x `channels` x 1 x 1 floats
    /// @param output of the same shape
    record Pooled(String given, String input, String output, int channels) implements ConditionTensors {
        @Override
        public Condition condition() {
            return Condition.POOLED;
        }
    }

    /// The tensor of a model that is told how much noise there is, or how much a JPEG lost.
    ///
    /// @param input one float for each image, N x 1 x 1 x 1: the standard deviation of noise, where white is 1, or
    ///     1 - quality / 100 of a JPEG
    /// @param least that the model was made for
    record Told(Condition condition, String input, float least, float most) implements ConditionTensors {}
}
