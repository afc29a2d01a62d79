package dev.azulejo.lab.net;

import dev.azulejo.inference.graph.OnnxGraph;
import java.util.Arrays;
import java.util.List;

/// Writes a network as ONNX.
public final class GraphLayers implements Layers<String> {
    private final OnnxGraph graph = new OnnxGraph();
    private final Parameters parameters;
    private final float[] values;

    private GraphLayers(Parameters parameters, float[] values) {
        this.parameters = parameters;
        this.values = values;
    }

    /// The file of a network with these parameters.
    public static byte[] model(NetDesign design, int scale, float[] values) {
        var layers = new GraphLayers(Parameters.of(design, scale), values);
        return layers.graph.model(design.answer(layers, OnnxGraph.INPUT, scale));
    }

    @Override
    public String convolution(String name, String picture, int inputs, int outputs, int kernel) {
        return graph.convolution(picture, weights(name), biases(name), kernel);
    }

    @Override
    public String halved(String name, String picture, int inputs, int outputs, int kernel) {
        return graph.halved(picture, weights(name), biases(name), kernel);
    }

    private float[] weights(String name) {
        var layer = parameters.layer(name);
        return Arrays.copyOfRange(values, layer.start(), layer.biases());
    }

    private float[] biases(String name) {
        var layer = parameters.layer(name);
        return Arrays.copyOfRange(values, layer.biases(), layer.biases() + layer.outputs());
    }

    @Override
    public String relu(String picture) {
        return graph.node("Relu", picture);
    }

    @Override
    public String leaky(String picture) {
        return graph.leaky(picture, LEAK);
    }

    @Override
    public String sigmoid(String picture) {
        return graph.node("Sigmoid", picture);
    }

    @Override
    public String sum(String one, String other) {
        return graph.node("Add", one, other);
    }

    @Override
    public String product(String one, String other) {
        return graph.node("Mul", one, other);
    }

    @Override
    public String plus(String picture, float number) {
        return graph.plus(picture, number);
    }

    @Override
    public String minus(String picture, float... channels) {
        return graph.minus(picture, channels);
    }

    @Override
    public String told(Told told, String picture) {
        return graph.told(told.input(), told.strength(), picture);
    }

    @Override
    public String joined(List<String> pictures) {
        return graph.joined(pictures);
    }

    @Override
    public String repeated(String picture, int times) {
        return graph.repeated(picture, times);
    }

    @Override
    public String shuffled(String picture, int factor) {
        return graph.shuffled(picture, factor);
    }
}
