package dev.azulejo.lab.net;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.graph.OnnxWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the parameters of an ONNX model as the row with which a training begins. It reads models that the
/// laboratory wrote, and SPAN and CUnet as they are in this repository. Weights of what a design is told besides are 0
/// if the model is not told it, so that the network answers as the model does.
public final class ParentWeights {
    private static final String CUNET_FIRST = "Convolution1_ReLU1_linear";
    private static final String CUNET_UP = "Deconvolution1_ReLU7_linear_blocks";

    private final Map<String, float[]> tensors;
    private final Parameters parameters;
    private final float[] values;

    private ParentWeights(Map<String, float[]> tensors, Parameters parameters) {
        this.tensors = tensors;
        this.parameters = parameters;
        this.values = new float[parameters.count()];
    }

    /// @param model the ONNX file
    /// @throws PermanentFailure when the model has another design
    public static float[] of(byte[] model, NetDesign design, int scale) {
        var tensors = OnnxWeights.named(model);
        var parameters = Parameters.of(design, scale);
        if (PublishedSpan.is(tensors)) {
            return PublishedSpan.read(tensors, design, parameters);
        }
        var weights = new ParentWeights(tensors, parameters);
        if (weights.tensors.containsKey(CUNET_FIRST + ".bias")) {
            weights.cunet(PooledMeans.of(model));
        } else {
            weights.ofOurs(OnnxWeights.convolutions(model));
        }
        return weights.values;
    }

    /// Reads the first half of CUnet, which weighs its channels by their means. What is seen on a quarter of
    /// the sides, which that half does not have, begins without effect.
    ///
    /// @param means of those channels in a usual picture
    private void cunet(float[] means) {
        first(tensor(CUNET_FIRST + ".weight"), tensor(CUNET_FIRST + ".bias"));
        put("whole", "Convolution2_ReLU2_linear");
        put("down", "Convolution3_ReLU3_linear");
        put("wide", "Convolution4_ReLU4_linear");
        put("narrow", "Convolution5_ReLU5_linear");
        put("up", CUNET_UP);
        put("mixed", "Convolution8_ReLU8_linear");
        put("last", "Convolution9");
        var up = parameters.layer("up");
        var shares = shares(means);
        for (int i = 0; i < up.weights(); i++) {
            values[up.start() + i] *= shares[i % up.inputs()];
        }
        var drawn = parameters.drawn(0);
        for (var layer : parameters.layers()) {
            if (layer.name().equals("halved") || layer.name().startsWith("block")) {
                System.arraycopy(drawn, layer.start(), values, layer.start(), layer.weights());
            }
        }
    }

    /// What CUnet multiplies channels by: two layers make it of their means.
    private float[] shares(float[] means) {
        var hidden = layer("Convolution6_ReLU6_linear", means);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Math.max(hidden[i], 0);
        }
        var shares = layer("Flatten1_linear", hidden);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (1 / (1 + Math.exp(-shares[i])));
        }
        return shares;
    }

    private float[] layer(String name, float[] inputs) {
        var weights = tensor(name + ".weight");
        var outputs = tensor(name + ".bias").clone();
        for (int i = 0; i < weights.length; i++) {
            outputs[i / inputs.length] += weights[i] * inputs[i % inputs.length];
        }
        return outputs;
    }

    /// Reads a model that the laboratory wrote; its convolutions are in the order of the design.
    private void ofOurs(List<OnnxWeights.Convolution> convolutions) {
        var layers = new ArrayList<>(parameters.layers());
        if (layers.size() != convolutions.size()) {
            throw new PermanentFailure("the model to start from has %d convolutions, the recipe's net %d"
                    .formatted(convolutions.size(), layers.size()));
        }
        for (int i = 0; i < layers.size(); i++) {
            var convolution = convolutions.get(i);
            if (layers.get(i).name().equals("first")) {
                first(convolution.weights(), convolution.biases());
            } else {
                put(layers.get(i), convolution.weights(), convolution.biases());
            }
        }
    }

    /// Reads the first layer, which may read more planes than the model's does.
    private void first(float[] weights, float[] biases) {
        var layer = parameters.layer("first");
        int row = layer.inputs() * layer.kernel() * layer.kernel();
        int length = weights.length / layer.outputs();
        if (length > row || biases.length != layer.outputs()) {
            throw refused("first");
        }
        for (int i = 0; i < weights.length; i++) {
            values[layer.start() + i / length * row + i % length] = weights[i];
        }
        System.arraycopy(biases, 0, values, layer.biases(), biases.length);
    }

    private void put(String name, String prefix) {
        put(parameters.layer(name), tensor(prefix + ".weight"), tensor(prefix + ".bias"));
    }

    private void put(Parameters.Layer layer, float[] weights, float[] biases) {
        if (weights.length != layer.weights() || biases.length != layer.outputs()) {
            throw refused(layer.name());
        }
        for (int i = 0; i < weights.length; i++) {
            values[layer.start() + i] = weights[i];
        }
        for (int i = 0; i < biases.length; i++) {
            values[layer.biases() + i] = biases[i];
        }
    }

    /// A tensor by its name, or else by the name of its 16-bit source.
    private float[] tensor(String name) {
        var found = tensors.getOrDefault(name, tensors.get(name + "_h"));
        if (found == null) {
            throw refused(name);
        }
        return found;
    }

    static PermanentFailure refused(String name) {
        return new PermanentFailure(
                "the model to start from has another design than the recipe's net: %s differs".formatted(name));
    }
}
