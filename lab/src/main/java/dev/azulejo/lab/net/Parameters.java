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
    private final double multiplications;

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

    private Parameters(Listing listing) {
        layers = new LinkedHashMap<>();
        listing.found.forEach(layer -> layers.put(layer.name, layer));
        count = listing.found.getLast().end();
        multiplications = listing.multiplications;
    }

    /// The parameters of a design.
    public static Parameters of(NetDesign design, int scale) {
        var list = new Listing();
        design.answer(list, 1.0, scale);
        return new Parameters(list);
    }

    public int count() {
        return count;
    }

    /// Multiplications for each pixel that the network reads: one for each weight at each pixel of the layer.
    public double multiplications() {
        return multiplications;
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

    /// What passes from layer to layer is the number of its pixels, where the picture that is read has 1.
    private static final class Listing implements Layers<Double> {
        private final List<Layer> found = new ArrayList<>();
        private double multiplications;

        @Override
        public Double convolution(String name, Double picture, int inputs, int outputs, int kernel) {
            int start = found.isEmpty() ? 0 : found.getLast().end();
            var layer = new Layer(name, inputs, outputs, kernel, start);
            found.add(layer);
            multiplications += layer.weights() * picture;
            return picture;
        }

        @Override
        public Double halved(String name, Double picture, int inputs, int outputs, int kernel) {
            return convolution(name, picture / 4, inputs, outputs, kernel);
        }

        @Override
        public Double relu(Double picture) {
            return picture;
        }

        @Override
        public Double leaky(Double picture) {
            return picture;
        }

        @Override
        public Double sigmoid(Double picture) {
            return picture;
        }

        @Override
        public Double sum(Double one, Double other) {
            return one;
        }

        @Override
        public Double product(Double one, Double other) {
            return one;
        }

        @Override
        public Double plus(Double picture, float number) {
            return picture;
        }

        @Override
        public Double minus(Double picture, float... channels) {
            return picture;
        }

        @Override
        public Double told(Told told, Double picture) {
            return picture;
        }

        @Override
        public Double joined(List<Double> pictures) {
            return pictures.getFirst();
        }

        @Override
        public Double repeated(Double picture, int times) {
            return picture;
        }

        @Override
        public Double shuffled(Double picture, int factor) {
            return picture * factor * factor;
        }
    }
}
