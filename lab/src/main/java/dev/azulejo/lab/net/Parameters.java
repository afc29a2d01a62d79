package dev.azulejo.lab.net;

import dev.azulejo.lab.picture.Seeds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All numbers that a network learns, as one row: first the weights of a layer, then its biases, layer by
/// layer.
public final class Parameters {
    private final Map<String, Layer> layers;
    private final int count;

    /// A layer's place in the row.
    ///
    /// @param outputs channels that the layer makes
    /// @param start index of its weights in the row
    public record Layer(String name, int inputs, int outputs, int kernel, int start) {
        public int weights() {
            return outputs * inputs * kernel * kernel;
        }

        /// The index of the layer's biases in the row.
        public int biases() {
            return start + weights();
        }

        int end() {
            return biases() + outputs;
        }
    }

    private Parameters(List<Layer> listed) {
        layers = new LinkedHashMap<>();
        listed.forEach(layer -> layers.put(layer.name, layer));
        count = listed.getLast().end();
    }

    /// The parameters of a design.
    public static Parameters of(NetDesign design, int scale) {
        var list = new Listing();
        design.answer(list, "", scale);
        return new Parameters(list.found);
    }

    public int count() {
        return count;
    }

    /// How many of them are weights of convolutions, without biases.
    public int weights() {
        return layers.values().stream().mapToInt(Layer::weights).sum();
    }

    /// In the order of the design.
    Collection<Layer> layers() {
        return layers.values();
    }

    public Layer layer(String name) {
        var layer = layers.get(name);
        if (layer == null) {
            throw new IllegalArgumentException("no layer is called " + name);
        }
        return layer;
    }

    /// Random parameters to begin a training with. Weights are uniform in ±√(6 / (inputs · kernel²)), so
    /// that a signal keeps its strength from layer to layer (He et al. 2015), and biases 0. Weights of the
    /// last layer are a tenth of that, so that the network begins near to changing nothing.
    public float[] drawn(long seed) {
        var values = new float[count];
        for (var layer : layers.values()) {
            var random = Seeds.random(seed, "layer " + layer.name, 0);
            double bound = Math.sqrt(6.0 / (layer.inputs * layer.kernel * layer.kernel));
            double most = layer.name.equals("last") ? bound / 10 : bound;
            for (int i = layer.start; i < layer.biases(); i++) {
                values[i] = (float) Seeds.between(random, -most, most);
            }
        }
        return values;
    }

    private static final class Listing implements Layers<String> {
        private final List<Layer> found = new ArrayList<>();

        @Override
        public String convolution(String name, String picture, int inputs, int outputs, int kernel) {
            int start = found.isEmpty() ? 0 : found.getLast().end();
            found.add(new Layer(name, inputs, outputs, kernel, start));
            return "";
        }

        @Override
        public String halved(String name, String picture, int inputs, int outputs, int kernel) {
            return convolution(name, picture, inputs, outputs, kernel);
        }

        @Override
        public String relu(String picture) {
            return "";
        }

        @Override
        public String leaky(String picture) {
            return "";
        }

        @Override
        public String sigmoid(String picture) {
            return "";
        }

        @Override
        public String sum(String one, String other) {
            return "";
        }

        @Override
        public String product(String one, String other) {
            return "";
        }

        @Override
        public String plus(String picture, float number) {
            return "";
        }

        @Override
        public String minus(String picture, float... channels) {
            return "";
        }

        @Override
        public String told(Told told, String picture) {
            return "";
        }

        @Override
        public String joined(List<String> pictures) {
            return "";
        }

        @Override
        public String repeated(String picture, int times) {
            return "";
        }

        @Override
        public String shuffled(String picture, int factor) {
            return "";
        }
    }
}
