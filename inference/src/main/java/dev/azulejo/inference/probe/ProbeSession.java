package dev.azulejo.inference.probe;

import static java.util.Objects.requireNonNull;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.engine.TensorShape;
import dev.azulejo.inference.graph.AdoptedGraph;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// A model that is loaded without a card. For one thread.
final class ProbeSession implements AutoCloseable {
    private final Session session;
    private final String input;
    private final String output;
    private final Map<String, Tensor> conditions = new LinkedHashMap<>();

    ProbeSession(Session session) {
        this.session = session;
        this.input = picture("input", session.inputs());
        this.output = picture("output", session.outputs());
    }

    /// Another session of the same model with the same extra inputs.
    ProbeSession of(Session other) {
        var copy = new ProbeSession(other);
        copy.conditions.putAll(conditions);
        return copy;
    }

    String input() {
        return input;
    }

    String output() {
        return output;
    }

    /// The side of the only pictures that the model takes; empty if it takes any size.
    OptionalInt fixedSide() {
        return requireNonNull(session.inputs().get(input)).fixedSide();
    }

    /// The shapes that the model declares for the pictures that it reads and gives.
    Shape shape() {
        return new Shape(
                input,
                output,
                requireNonNull(session.inputs().get(input)),
                requireNonNull(session.outputs().get(output)));
    }

    /// @param in the name of the picture that a model reads
    /// @param out the name of the one that it gives
    record Shape(String in, String out, TensorShape read, TensorShape given) {
        /// This shape with free height and width.
        Shape free() {
            return new Shape(in, out, free(read), free(given));
        }

        private static TensorShape free(TensorShape shape) {
            return new TensorShape(shape.kind(), shape.sides()[0], shape.sides()[1], -1, -1);
        }

        /// The graph rewritten to declare this shape.
        AdoptedGraph graph(byte[] model) {
            return new AdoptedGraph(model, in, out, read.sides(), given.sides());
        }
    }

    /// The name of the only tensor of floats N x 3 x height x width among the inputs or the outputs.
    private static String picture(String side, Map<String, TensorShape> tensors) {
        var pictures = tensors.entrySet().stream()
                .filter(tensor -> tensor.getValue().isPicture())
                .map(Map.Entry::getKey)
                .toList();
        if (pictures.size() != 1) {
            var all = new TreeMap<>(tensors)
                    .entrySet().stream()
                            .map(tensor -> "%s (%s)"
                                    .formatted(
                                            tensor.getKey(), tensor.getValue().text()))
                            .toList();
            throw new PermanentFailure(
                    "no single %s of floats N x 3 x height x width (NCHW); there are %s: convert the model"
                            .formatted(side, all));
        }
        return pictures.getFirst();
    }

    /// The names of the inputs beside the picture.
    List<String> others() {
        return session.inputs().keySet().stream()
                .filter(name -> !name.equals(input))
                .sorted()
                .toList();
    }

    /// Gives an input beside the picture the same number everywhere, in each run from now on.
    void set(String name, float value) {
        var shape = session.inputs().get(name);
        if (shape == null) {
            throw new PermanentFailure("the model has no input %s; it has %s"
                    .formatted(name, session.inputs().keySet()));
        }
        var sides = Arrays.stream(shape.sides()).map(side -> Math.max(1, side)).toArray();
        var values = new float[Math.toIntExact(Arrays.stream(sides).reduce(1, Math::multiplyExact))];
        Arrays.fill(values, value);
        conditions.put(name, new Tensor.Floats(FloatBuffer.wrap(values), sides));
    }

    /// Lets the model compute the means of `whole` itself and gives them to it in each run from now on.
    void fit(ProbePicture whole, String pooled, String given, String means, int channels) throws EngineFailure {
        conditions.put(pooled, new Tensor.Floats(FloatBuffer.allocate(channels), 1, channels, 1, 1));
        conditions.put(given, new Tensor.Truth(false));
        conditions.put(pooled, session.run(inputs(whole), means));
        conditions.put(given, new Tensor.Truth(true));
    }

    /// @throws EngineFailure when the model does not take that size
    ProbePicture run(ProbePicture picture) throws EngineFailure {
        var answer = session.run(inputs(picture), output);
        var samples = new float[answer.samples().remaining()];
        answer.samples().get(samples);
        return new ProbePicture((int) answer.shape()[3], (int) answer.shape()[2], samples);
    }

    /// The model's answer to a picture; empty if it does not take that size.
    Optional<ProbePicture> tryRun(ProbePicture picture) {
        try {
            return Optional.of(run(picture));
        } catch (EngineFailure refused) {
            return Optional.empty(); // which is what was to be found out
        }
    }

    private Map<String, Tensor> inputs(ProbePicture picture) {
        var inputs = new HashMap<>(conditions);
        inputs.put(
                input, new Tensor.Floats(FloatBuffer.wrap(picture.samples()), 1, 3, picture.height(), picture.width()));
        return inputs;
    }

    @Override
    public void close() {
        session.close();
    }
}
