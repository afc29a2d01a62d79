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
    private static final String PUBLISHED_FIRST = "/conv_1/eval_conv/Conv_output_0";
    private static final String MIXED = "/conv_cat/Conv_output_0_part";
    private static final String CUNET_FIRST = "Convolution1_ReLU1_linear";
    private static final String CUNET_UP = "Deconvolution1_ReLU7_linear_blocks";
    private static final float COLOUR_RANGE = 255;
    private static final float HALVED = 2;

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
        var weights = new ParentWeights(OnnxWeights.named(model), Parameters.of(design, scale));
        if (weights.tensors.containsKey(PUBLISHED_FIRST + ".bias")) {
            weights.published(design);
        } else if (weights.tensors.containsKey(CUNET_FIRST + ".bias")) {
            weights.cunet(PooledMeans.of(model));
        } else {
            weights.ofOurs(OnnxWeights.convolutions(model));
        }
        return weights.values;
    }

    /// Reads the published SPAN: the file computes (c + x) · tanh(c), where the design has (2c + 2x) ·
    /// (sigmoid(2c) − ½), and takes whole levels.
    private void published(NetDesign design) {
        first(tensor(PUBLISHED_FIRST + ".weight"), tensor(PUBLISHED_FIRST + ".bias"), COLOUR_RANGE);
        for (int block = 1; block <= design.depth(); block++) {
            for (int each = 0; each < 3; each++) {
                boolean isLast = each == 2;
                var name = "/block_%d/c%d_r/eval_conv/Conv_output_0".formatted(block, each + 1);
                put("block" + block + (char) ('a' + each), name, isLast ? HALVED : 1);
            }
        }
        put("second", MIXED + "0", 1);
        put("last", "/upsampler/upsampler.0/Conv_output_0", 1);
        mixed(List.of(tensor(MIXED + "1.weight"), tensor(MIXED + "2.weight"), tensor(MIXED + "3.weight")));
    }

    /// Reads the first half of CUnet, which weighs its channels by their means. What is seen on a quarter of
    /// the sides, which that half does not have, begins without effect.
    ///
    /// @param means of those channels in a usual picture
    private void cunet(float[] means) {
        first(tensor(CUNET_FIRST + ".weight"), tensor(CUNET_FIRST + ".bias"), 1);
        put("whole", "Convolution2_ReLU2_linear", 1);
        put("down", "Convolution3_ReLU3_linear", 1);
        put("wide", "Convolution4_ReLU4_linear", 1);
        put("narrow", "Convolution5_ReLU5_linear", 1);
        put("up", CUNET_UP, 1);
        put("mixed", "Convolution8_ReLU8_linear", 1);
        put("last", "Convolution9", 1);
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

    /// Reads a convolution of a single pixel over several pictures as one over the joined pictures.
    private void mixed(List<float[]> parts) {
        var layer = parameters.layer("mixed");
        int at = layer.start();
        for (int output = 0; output < layer.outputs(); output++) {
            for (var part : parts) {
                int inputs = part.length / layer.outputs();
                System.arraycopy(part, output * inputs, values, at, inputs);
                at += inputs;
            }
        }
        if (at != layer.biases()) {
            throw refused("mixed");
        }
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
                first(convolution.weights(), convolution.biases(), 1);
            } else {
                put(layers.get(i), convolution.weights(), convolution.biases(), 1);
            }
        }
    }

    /// Reads the first layer, which may read more planes than the model's does.
    private void first(float[] weights, float[] biases, float factor) {
        var layer = parameters.layer("first");
        int row = layer.inputs() * layer.kernel() * layer.kernel();
        int length = weights.length / layer.outputs();
        if (length > row || biases.length != layer.outputs()) {
            throw refused("first");
        }
        for (int i = 0; i < weights.length; i++) {
            values[layer.start() + i / length * row + i % length] = factor * weights[i];
        }
        System.arraycopy(biases, 0, values, layer.biases(), biases.length);
    }

    private void put(String name, String prefix, float factor) {
        put(parameters.layer(name), tensor(prefix + ".weight"), tensor(prefix + ".bias"), factor);
    }

    private void put(Parameters.Layer layer, float[] weights, float[] biases, float factor) {
        if (weights.length != layer.weights() || biases.length != layer.outputs()) {
            throw refused(layer.name());
        }
        for (int i = 0; i < weights.length; i++) {
            values[layer.start() + i] = factor * weights[i];
        }
        for (int i = 0; i < biases.length; i++) {
            values[layer.biases() + i] = factor * biases[i];
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

    private static PermanentFailure refused(String name) {
        return new PermanentFailure(
                "the model to start from has another design than the recipe's net: %s differs".formatted(name));
    }
}
