package dev.azulejo.lab.net;

import java.util.List;

/// What a network may be made of. A [design][NetDesign] says once how its layers follow each other; one interpreter
/// lists its parameters, one computes and learns, one writes them as ONNX.
///
/// @param <T> what goes from layer to layer: a tensor, or the name of one
public interface Layers<T> {
    /// A convolution with a step of one pixel and zeros around the picture, so that the answer has its size.
    ///
    /// @param name of its weights and biases, which no other layer has
    /// @param kernel an odd number of pixels
    T convolution(String name, T picture, int inputs, int outputs, int kernel);

    /// A convolution of four by four pixels with a step of two and zeros around the picture, so that the answer has
    /// half its sides.
    T halved(String name, T picture, int inputs, int outputs);

    /// max(x, 0).
    T relu(T picture);

    /// 1 / (1 + exp(−x)).
    T sigmoid(T picture);

    T sum(T one, T other);

    T product(T one, T other);

    T plus(T picture, float number);

    /// Without that much of each channel.
    T minus(T picture, float... channels);

    /// What the network is told, times its strength, as a plane of the picture's sides.
    T told(Told told, T picture);

    /// The channels of several pictures, one after the other.
    T joined(List<T> pictures);

    /// Each channel of the picture that the network reads, `times` times in a row.
    T repeated(T picture, int times);

    /// Of `factor`² channels in a row each becomes one pixel of a square.
    T shuffled(T picture, int factor);
}
