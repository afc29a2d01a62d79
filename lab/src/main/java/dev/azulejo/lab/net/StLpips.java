package dev.azulejo.lab.net;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.inference.graph.OnnxWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Computes the metric `stlpips` in libtorch, so that a network can learn by it: how far apart two pictures look, as
/// the shift-tolerant AlexNet of Ghildyal and Liu learned from people (Shift-tolerant Perceptual Similarity Metric,
/// ECCV 2022). All numbers come from the metric's ONNX file, and the distance is that of its graph, which
/// `models/convert/stlpips.py` writes. Thread-safe until it is closed.
public final class StLpips implements AutoCloseable {
    /// The side of the smallest pictures that it compares, in pixels, as on the metric's card.
    public static final int LEAST_SIDE = 21;

    private static final int BANDS = 3;
    private static final int POOL = 3;
    private static final int BLUR_PAD = 2;
    private static final long[] ONE = {1, 1};
    private static final long[] TWO = {2, 2};
    private static final long[] NONE = {0, 0};

    private final String hash;
    private final Map<String, float[]> constants;
    private final Tensor contrast;
    private final Tensor offset;
    private final Scalar epsilon;
    private final List<Layer> layers;

    /// A convolution, and how much each of its channels counts in the distance.
    ///
    /// @param pad zeros around what it reads
    /// @param before blur of what it reads, once maxima were taken of it; absent if it reads that as it is
    /// @param after blur of its output; absent if there is none
    private record Layer(
            Tensor kernel,
            Tensor biases,
            int pad,
            @Nullable Tensor before,
            @Nullable Tensor after,
            Tensor weights) {
        Stream<Tensor> tensors() {
            return Stream.of(Stream.of(kernel, biases, weights), Stream.ofNullable(before), Stream.ofNullable(after))
                    .flatMap(Function.identity());
        }

        int kernelSide() {
            return (int) kernel.size(2);
        }
    }

    /// @param model the metric's ONNX file
    /// @throws PermanentFailure when libtorch does not load, or a number that it needs is not in the file
    public StLpips(byte[] model) {
        Torch.load();
        hash = Hash.of(model).hex();
        constants = OnnxWeights.named(model);
        contrast = tensor("contrast", 1, BANDS, 1, 1);
        offset = tensor("offset", 1, BANDS, 1, 1);
        epsilon = new Scalar(constant("epsilon")[0]);
        var first = layer(0, "slice1.0", BANDS, 2, null, "slice1.1");
        var second = layer(1, "slice2.5", outputs(first), 2, "slice2.4", null);
        var third = layer(2, "slice3.9", outputs(second), 1, "slice3.8", null);
        var fourth = layer(3, "slice4.11", outputs(third), 1, null, null);
        layers = List.of(first, second, third, fourth, layer(4, "slice5.13", outputs(fourth), 1, null, null));
    }

    private Layer layer(int number, String name, int inputs, int pad, @Nullable String before, @Nullable String after) {
        int outputs = constant(name + ".bias").length;
        return new Layer(
                kernel(name, outputs, inputs),
                tensor(name + ".bias", outputs),
                pad,
                before == null ? null : kernel(before, inputs, 1),
                after == null ? null : kernel(after, outputs, 1),
                tensor("weights" + number, 1, outputs, 1, 1));
    }

    private static int outputs(Layer layer) {
        return (int) layer.biases.size(0);
    }

    private Tensor kernel(String name, int outputs, int inputs) {
        int side = (int) Math.sqrt(constant(name + ".kernel").length / (double) (outputs * inputs));
        return tensor(name + ".kernel", outputs, inputs, side, side);
    }

    private Tensor tensor(String name, long... shape) {
        var numbers = constant(name);
        long expected = 1;
        for (long side : shape) {
            expected *= side;
        }
        if (numbers.length != expected) {
            throw refused("%s has %d numbers, expected %d".formatted(name, numbers.length, expected));
        }
        try (var pointer = new FloatPointer(numbers);
                var view = torch.from_blob(pointer, shape)) {
            return Torch.there(view.clone());
        }
    }

    /// A constant by its name, or else by that of its 16-bit source.
    private float[] constant(String name) {
        var found = constants.getOrDefault(name, constants.get(name + "_h"));
        if (found == null) {
            throw refused(name + " is missing");
        }
        return found;
    }

    private static PermanentFailure refused(String why) {
        return new PermanentFailure("the loss st-lpips needs the graph of models/stlpips, and this is another: " + why);
    }

    /// The SHA-256 of the metric's file.
    public String hash() {
        return hash;
    }

    /// Multiplications of a comparison, for each of the two pictures.
    ///
    /// @param side of the pictures, in pixels
    public double multiplications(int side) {
        double sum = 0;
        int now = side;
        for (var layer : layers) {
            now = layer.before == null ? now : blurred(now - POOL + 1, layer.before);
            now += 2 * layer.pad - layer.kernelSide() + 1;
            sum += (double) layer.kernel.numel() * now * now;
            now = layer.after == null ? now : blurred(now, layer.after);
        }
        return sum;
    }

    private static int blurred(int side, Tensor blur) {
        return (side + 2 * BLUR_PAD - (int) blur.size(2)) / 2 + 1;
    }

    /// The distance of each pair of pictures, as a tensor in the caller's scope.
    ///
    /// @param truths N x 3 x height x width, white 1, of 32 bits
    /// @param answers of the same shape; the distance has a gradient by them
    Tensor between(Tensor truths, Tensor answers) {
        var wanted = maps(truths);
        var found = maps(answers);
        var sum = Torch.there(torch.zeros(1));
        for (int i = 0; i < layers.size(); i++) {
            var squared = unit(found.get(i)).sub(unit(wanted.get(i))).square();
            sum = sum.add(torch.conv2d(squared, layers.get(i).weights).mean(1, 2, 3));
        }
        return sum;
    }

    /// What the network sees in pictures: the output of each of its five rectifiers.
    private List<Tensor> maps(Tensor pictures) {
        var maps = new ArrayList<Tensor>();
        var seen = pictures.mul(contrast).add(offset);
        for (var layer : layers) {
            if (layer.before != null) {
                seen = blurred(torch.max_pool2d(seen, new long[] {POOL, POOL}, ONE, NONE, ONE, false), layer.before);
            }
            seen = torch.conv2d(
                    seen,
                    layer.kernel,
                    new TensorOptional(layer.biases),
                    ONE,
                    new long[] {layer.pad, layer.pad},
                    ONE,
                    1);
            seen = layer.after == null ? seen : blurred(seen, layer.after);
            seen = torch.relu(seen);
            maps.add(seen);
        }
        return maps;
    }

    /// Blurs each channel by itself, mirrored at its edges, and keeps every second pixel.
    private static Tensor blurred(Tensor maps, Tensor blur) {
        var mirrored = torch.reflection_pad2d(maps, BLUR_PAD, BLUR_PAD, BLUR_PAD, BLUR_PAD);
        return torch.conv2d(mirrored, blur, new TensorOptional(), TWO, NONE, ONE, blur.size(0));
    }

    /// Divides the vector of each pixel by its length, whose gradient is 0 where the length is.
    private Tensor unit(Tensor maps) {
        var length = torch.linalg_vector_norm(maps, new Scalar(2), new long[] {1}, true, new ScalarTypeOptional());
        return maps.div(length.add(epsilon));
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(contrast, offset), layers.stream().flatMap(Layer::tensors))
                .forEach(Tensor::close);
        epsilon.close();
    }
}
