package dev.azulejo.lab.net;

import dev.azulejo.core.failure.PermanentFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// A network in libtorch, or several of a chain that compute and learn as one: each reads the answer of the
/// one before it, which is limited to 0 to 1 as between two models of a job. On a processor it runs on one
/// thread, so that a run gives the same bits each time; a second thread of libtorch only spins on networks as
/// small as these. Parameters belong to the caller, those of a chain in one row: nothing here remembers a
/// step. For one thread; the first use in a process unpacks libtorch.
public final class TorchNet implements AutoCloseable {
    private final List<Part> parts = new ArrayList<>();
    private final int count;
    private final int scale;
    private final @Nullable StLpips metric;
    private final FloatPointer values;

    /// @param start index of the network's parameters in the row of all
    private record Part(Link link, Parameters parameters, int start) {}

    /// Makes a network that learns in 32 bits.
    ///
    /// @param scale by how much the network enlarges
    /// @throws PermanentFailure when libtorch does not load
    public TorchNet(NetDesign design, int scale) {
        this(design, scale, Arithmetic.FP32, null);
    }

    /// @param scale by how much the network enlarges
    /// @param arithmetic of learning; answers are always computed in 32 bits
    /// @param metric needed to learn by [Loss#ST_LPIPS]; the caller closes it
    /// @throws PermanentFailure when libtorch does not load
    public TorchNet(NetDesign design, int scale, Arithmetic arithmetic, @Nullable StLpips metric) {
        this(List.of(new Link(design, scale, arithmetic)), metric);
    }

    /// Makes a chain of networks, of which only the last may be told something.
    ///
    /// @param metric needed to learn by [Loss#ST_LPIPS]; the caller closes it
    /// @throws PermanentFailure when libtorch does not load
    public TorchNet(List<Link> links, @Nullable StLpips metric) {
        Torch.load();
        this.metric = metric;
        int start = 0;
        int enlarged = 1;
        for (var link : links) {
            var parameters = link.parameters();
            parts.add(new Part(link, parameters, start));
            start += parameters.count();
            enlarged *= link.scale();
        }
        if (links.stream()
                .limit(links.size() - 1L)
                .anyMatch(link -> !link.design().told().isEmpty())) {
            throw new IllegalArgumentException("only the last network of a chain may be told something");
        }
        count = start;
        scale = enlarged;
        values = new FloatPointer(count);
    }

    /// The number of parameters.
    public int count() {
        return count;
    }

    /// Compares a batch's answers with the truth, and computes in which direction each parameter should go.
    ///
    /// @param weights the parameters
    /// @param gradient receives the loss's derivative by each parameter
    /// @return the loss
    public float learn(float[] weights, Batch batch, Loss loss, float[] gradient) {
        values.put(weights);
        try (var _ = new PointerScope()) {
            var layers = layers(true, told(batch.told(), batch.count()));
            var answer = answer(layers, picture(batch.inputs(), batch.count(), batch.side()));
            var truth = picture(batch.truths(), batch.count(), batch.side() * scale);
            var difference = loss.of(answer, truth, metric);
            difference.backward();
            layers.forEach(each -> each.gradient(gradient));
            return difference.item_float();
        }
    }

    /// The network's answer to one picture.
    ///
    /// @param picture planes of red, green and blue, white 1
    /// @param told what the network is told
    public float[] answer(float[] weights, float[] picture, int width, int height, float... told) {
        values.put(weights);
        try (var _ = new PointerScope()) {
            var input = tensor(new FloatPointer(picture), 1, 3, height, width);
            var samples = new float[picture.length * scale * scale];
            Torch.read(answer(layers(false, told(told, 1)), input), samples, 0, samples.length);
            return samples;
        }
    }

    private List<TorchLayers> layers(boolean learn, List<Tensor> told) {
        return parts.stream().map(part -> new TorchLayers(part, learn, told)).toList();
    }

    /// The answer of the last network. Where one before it went beyond black or white, no gradient comes back: a
    /// little more or less there changes nothing of what the next one reads.
    private static Tensor answer(List<TorchLayers> layers, Tensor picture) {
        var black = new ScalarOptional(new Scalar(0));
        var white = new ScalarOptional(new Scalar(1));
        var answer = layers.getFirst().answer(picture);
        for (var next : layers.subList(1, layers.size())) {
            answer = next.answer(answer.clamp(black, white));
        }
        return answer;
    }

    private static Tensor picture(float[] samples, int count, int side) {
        return tensor(new FloatPointer(samples), count, 3, side, side);
    }

    private static Tensor tensor(FloatPointer samples, long... shape) {
        return Torch.there(torch.from_blob(samples, shape));
    }

    private List<Tensor> told(float[] values, int count) {
        int kinds = parts.getLast().link.design().told().size();
        if (values.length != kinds * count) {
            throw new IllegalArgumentException("the network is told %d numbers of each of %d pictures, not %d in all"
                    .formatted(kinds, count, values.length));
        }
        if (kinds == 0) {
            return List.of();
        }
        var all = tensor(new FloatPointer(values), count, kinds, 1, 1);
        return IntStream.range(0, kinds)
                .mapToObj(kind -> all.narrow(1, kind, 1))
                .toList();
    }

    @Override
    public void close() {
        values.close();
    }

    private final class TorchLayers implements Layers<Tensor> {
        private static final long[] ONE = {1, 1};
        private static final long[] TWO = {2, 2};

        private final Part part;
        private final Arithmetic arithmetic;
        private final boolean learns;
        private final List<Tensor> told;
        private final Map<Parameters.Layer, List<Tensor>> learned = new HashMap<>();

        TorchLayers(Part part, boolean learns, List<Tensor> told) {
            this.part = part;
            this.arithmetic = learns ? part.link.arithmetic() : Arithmetic.FP32;
            this.learns = learns;
            this.told = told;
        }

        Tensor answer(Tensor picture) {
            var link = part.link;
            return link.design()
                    .answer(this, arithmetic.picture(picture), link.scale())
                    .to(ScalarType.Float);
        }

        @Override
        public Tensor convolution(String name, Tensor picture, int inputs, int outputs, int kernel) {
            long pad = kernel / 2;
            return convolution(name, picture, ONE, new long[] {pad, pad});
        }

        @Override
        public Tensor halved(String name, Tensor picture, int inputs, int outputs, int kernel) {
            long pad = kernel / 2 - 1L;
            return convolution(name, picture, TWO, new long[] {pad, pad});
        }

        private Tensor convolution(String name, Tensor picture, long[] steps, long[] pads) {
            var layer = part.parameters.layer(name);
            var weights = parameter(layer.start(), layer.outputs(), layer.inputs(), layer.kernel(), layer.kernel());
            var biases = parameter(layer.biases(), layer.outputs());
            learned.put(layer, List.of(weights, biases));
            return torch.conv2d(
                    arithmetic.number(picture),
                    arithmetic.number(weights),
                    new TensorOptional(arithmetic.number(biases)),
                    steps,
                    pads,
                    ONE,
                    1);
        }

        /// A part of the row of all parameters: on the processor a view of it.
        private Tensor parameter(int start, long... shape) {
            var parameter = tensor(values.getPointer((long) part.start + start), shape);
            parameter.set_requires_grad(learns);
            return parameter;
        }

        void gradient(float[] to) {
            learned.forEach((layer, tensors) -> {
                copy(tensors.getFirst(), to, layer.start(), layer.weights());
                copy(tensors.getLast(), to, layer.biases(), layer.outputs());
            });
        }

        private void copy(Tensor parameter, float[] to, int at, int count) {
            Torch.read(parameter.grad(), to, part.start + at, count);
        }

        @Override
        public Tensor relu(Tensor picture) {
            return torch.relu(picture);
        }

        @Override
        public Tensor leaky(Tensor picture) {
            return torch.leaky_relu(picture, new Scalar(LEAK));
        }

        @Override
        public Tensor sigmoid(Tensor picture) {
            return torch.sigmoid(picture);
        }

        @Override
        public Tensor sum(Tensor one, Tensor other) {
            return one.add(other);
        }

        @Override
        public Tensor product(Tensor one, Tensor other) {
            return one.mul(other);
        }

        @Override
        public Tensor plus(Tensor picture, float number) {
            return picture.add(new Scalar(number));
        }

        @Override
        public Tensor minus(Tensor picture, float... channels) {
            return picture.sub(tensor(new FloatPointer(channels), 1, channels.length, 1, 1));
        }

        @Override
        public Tensor told(Told what, Tensor picture) {
            return told.get(part.link.design().told().indexOf(what))
                    .mul(new Scalar(what.strength()))
                    .expand(picture.size(0), 1, picture.size(2), picture.size(3));
        }

        @Override
        public Tensor joined(List<Tensor> pictures) {
            return torch.cat(new TensorVector(pictures.toArray(Tensor[]::new)), 1);
        }

        @Override
        public Tensor repeated(Tensor picture, int times) {
            var planes = new ArrayList<Tensor>();
            for (int channel = 0; channel < 3; channel++) {
                for (int i = 0; i < times; i++) {
                    planes.add(picture.narrow(1, channel, 1));
                }
            }
            return joined(planes);
        }

        @Override
        public Tensor shuffled(Tensor picture, int factor) {
            return torch.pixel_shuffle(picture, factor);
        }
    }
}
