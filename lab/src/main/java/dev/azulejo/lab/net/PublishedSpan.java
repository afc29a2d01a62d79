package dev.azulejo.lab.net;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.graph.OnnxWeights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Says where each constant of a published SPAN, as this repository has it, lies among the parameters of a design. The
/// file computes (c + x) · tanh(c), where the design has (2c + 2x) · (sigmoid(2c) − ½), and takes whole levels.
public final class PublishedSpan {
    private static final String FIRST = "/conv_1/eval_conv/Conv_output_0";
    private static final String MIXED = "/conv_cat/Conv_output_0_part";
    private static final int MIXED_PARTS = 3;
    private static final float COLOUR_RANGE = 255;
    private static final float HALVED = 2;

    private final Map<String, float[]> tensors;
    private final Parameters parameters;
    private final List<Place> places = new ArrayList<>();

    /// @param tensor the constant's name
    /// @param parameters the index of the parameter of each of its numbers
    /// @param factor by which the parameters are larger
    private record Place(String tensor, int[] parameters, float factor) {}

    private PublishedSpan(Map<String, float[]> tensors, NetDesign design, Parameters parameters) {
        this.tensors = tensors;
        this.parameters = parameters;
        first();
        for (int block = 1; block <= design.depth(); block++) {
            for (int each = 0; each < 3; each++) {
                boolean isLast = each == 2;
                add(
                        "block" + block + (char) ('a' + each),
                        "/block_%d/c%d_r/eval_conv/Conv_output_0".formatted(block, each + 1),
                        isLast ? HALVED : 1);
            }
        }
        add("second", MIXED + "0", 1);
        add("last", "/upsampler/upsampler.0/Conv_output_0", 1);
        mixed();
    }

    static boolean is(Map<String, float[]> tensors) {
        return tensors.containsKey(FIRST + ".bias");
    }

    /// The parameters in these constants.
    ///
    /// @throws PermanentFailure when they are of another design
    static float[] read(Map<String, float[]> tensors, NetDesign design, Parameters parameters) {
        var values = new float[parameters.count()];
        for (var place : new PublishedSpan(tensors, design, parameters).places) {
            var tensor = tensors.getOrDefault(place.tensor, new float[0]);
            for (int i = 0; i < tensor.length; i++) {
                values[place.parameters[i]] = place.factor * tensor[i];
            }
        }
        return values;
    }

    /// Whether a model can be written with other parameters, so that it costs what it did.
    ///
    /// @param model an ONNX file
    public static boolean takes(byte[] model, NetDesign design) {
        return design.told().isEmpty() && is(OnnxWeights.named(model));
    }

    /// The same graph with other parameters, of which it rounds most to 16 bits.
    ///
    /// @param model an ONNX file that [takes][#takes] them
    public static byte[] with(byte[] model, NetDesign design, int scale, float[] values) {
        var parameters = Parameters.of(design, scale);
        var joined = joined(values, parameters);
        var written = new HashMap<String, float[]>();
        for (var place : new PublishedSpan(OnnxWeights.named(model), design, parameters).places) {
            var tensor = new float[place.parameters.length];
            for (int i = 0; i < tensor.length; i++) {
                tensor[i] = joined[place.parameters[i]] / place.factor;
            }
            written.put(place.tensor, tensor);
        }
        return OnnxWeights.replaced(model, written);
    }

    /// The parameters with one bias instead of two where two layers are added, of which the file has one.
    private static float[] joined(float[] values, Parameters parameters) {
        var joined = values.clone();
        var second = parameters.layer("second");
        var mixed = parameters.layer("mixed");
        for (int i = 0; i < second.outputs(); i++) {
            joined[second.biases() + i] += values[mixed.biases() + i];
        }
        return joined;
    }

    /// The first layer of a design may read more planes than the file's does.
    private void first() {
        var layer = parameters.layer("first");
        var weights = name(FIRST + ".weight");
        int length = length(weights) / layer.outputs();
        int row = layer.inputs() * layer.kernel() * layer.kernel();
        if (length > row) {
            throw refused("first");
        }
        places.add(new Place(
                weights,
                IntStream.range(0, length * layer.outputs())
                        .map(i -> layer.start() + i / length * row + i % length)
                        .toArray(),
                COLOUR_RANGE));
        biases(FIRST, layer, 1);
    }

    /// A convolution of a single pixel over joined pictures, of which the file has one for each picture.
    private void mixed() {
        var layer = parameters.layer("mixed");
        int at = 0;
        for (int part = 1; part <= MIXED_PARTS; part++) {
            var name = name(MIXED + part + ".weight");
            int inputs = length(name) / layer.outputs();
            int begin = layer.start() + at;
            places.add(new Place(
                    name,
                    IntStream.range(0, length(name))
                            .map(i -> begin + i / inputs * layer.inputs() + i % inputs)
                            .toArray(),
                    1));
            at += inputs;
        }
        if (at != layer.inputs()) {
            throw refused("mixed");
        }
    }

    private void add(String name, String prefix, float factor) {
        var layer = parameters.layer(name);
        var weights = name(prefix + ".weight");
        if (length(weights) != layer.weights()) {
            throw refused(name);
        }
        places.add(new Place(
                weights, IntStream.range(layer.start(), layer.biases()).toArray(), factor));
        biases(prefix, layer, factor);
    }

    private void biases(String prefix, Parameters.Layer layer, float factor) {
        var biases = name(prefix + ".bias");
        if (length(biases) != layer.outputs()) {
            throw refused(layer.name());
        }
        places.add(new Place(
                biases,
                IntStream.range(layer.biases(), layer.biases() + layer.outputs())
                        .toArray(),
                factor));
    }

    /// The name of a constant, or else of its 16-bit source.
    private String name(String tensor) {
        return tensors.containsKey(tensor) ? tensor : tensor + "_h";
    }

    private int length(String tensor) {
        var found = tensors.get(tensor);
        if (found == null) {
            throw refused(tensor);
        }
        return found.length;
    }

    private static PermanentFailure refused(String name) {
        return ParentWeights.refused(name);
    }
}
