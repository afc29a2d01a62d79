package dev.azulejo.lab.net;

import java.util.List;

/// The layers of which networks are made. A [design][NetDesign] says once how its layers follow each other;
/// one interpreter lists its parameters, one computes and learns, one writes them as ONNX.
///
/// @param <T> what passes from layer to layer: a tensor, or the name of one
public interface Layers<T> {
    /// What [#leaky] lets through of a negative sample.
    float LEAK = 0.1f;

    /// A convolution with a step of one pixel and zeros around the picture, so that the answer has the
    /// picture's size.
    ///
    /// @param name of the weights and biases, unique among the layers
    /// @param kernel an odd number of pixels
    T convolution(String name, T picture, int inputs, int outputs, int kernel);

    /// A convolution with a step of two pixels and zeros around the picture, so that the answer has half the
    /// picture's sides.
    ///
    /// @param kernel an even number of pixels
    T halved(String name, T picture, int inputs, int outputs, int kernel);

    /// Computes max(x, 0) of each sample.
    T relu(T picture);

    /// Computes max(x, x / 10) of each sample.
    T leaky(T picture);

    /// Computes 1 / (1 + exp(−x)) of each sample.
    T sigmoid(T picture);

    T sum(T one, T other);

    T product(T one, T other);

    T plus(T picture, float number);

    /// Subtracts a number from each channel.
    T minus(T picture, float... channels);

    /// What the network is told, times its strength, as a plane of the picture's size.
    T told(Told told, T picture);

    /// Joins the channels of several pictures, one after the other.
    T joined(List<T> pictures);

    /// Repeats each channel of the picture that the network reads `times` times in a row.
    T repeated(T picture, int times);

    /// Turns each `factor`² consecutive channels into one square of pixels.
    T shuffled(T picture, int factor);
}
