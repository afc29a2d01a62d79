package dev.azulejo.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.azulejo.core.failure.PermanentFailure;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A model that is loaded without a card, on one thread of the CPU. For one thread.
final class ProbeSession implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final String output;
    private final Map<String, OnnxTensor> conditions = new LinkedHashMap<>();

    ProbeSession(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.input = picture("input", session.getInputInfo());
        this.output = picture("output", session.getOutputInfo());
    }

    String input() {
        return input;
    }

    String output() {
        return output;
    }

    /// The only tensor of floats N x 3 x height x width among those of one side.
    private static String picture(String side, Map<String, NodeInfo> tensors) {
        var pictures = tensors.entrySet().stream()
                .filter(tensor -> tensor.getValue().getInfo() instanceof TensorInfo info && isPicture(info))
                .map(Map.Entry::getKey)
                .toList();
        if (pictures.size() != 1) {
            throw new PermanentFailure(
                    "no single %s of floats N x 3 x height x width (NCHW, free height and width); there are %s: convert the model"
                            .formatted(
                                    side,
                                    tensors.values().stream()
                                            .map(NodeInfo::toString)
                                            .toList()));
        }
        return pictures.getFirst();
    }

    private static boolean isPicture(TensorInfo info) {
        var shape = info.getShape();
        return info.type == OnnxJavaType.FLOAT
                && shape.length == 4
                && (shape[1] == 3 || shape[1] < 0)
                && shape[2] < 0
                && shape[3] < 0;
    }

    /// The names of the inputs beside the picture.
    List<String> others() {
        return session.getInputNames().stream()
                .filter(name -> !name.equals(input))
                .toList();
    }

    /// Gives an input beside the picture the same number everywhere, in each run from now on.
    void set(String name, float value) throws OrtException {
        var info = session.getInputInfo().get(name);
        if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
            throw new PermanentFailure("the model has no input %s; it has %s".formatted(name, session.getInputNames()));
        }
        var shape = tensor.getShape();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Math.max(1, shape[i]);
        }
        int length = Math.toIntExact(java.util.stream.LongStream.of(shape).reduce(1, Math::multiplyExact));
        var values = new float[length];
        java.util.Arrays.fill(values, value);
        put(name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape));
    }

    /// As [#set], for a switch.
    void choose(String name, boolean value) throws OrtException {
        put(name, OnnxTensor.createTensor(environment, new boolean[] {value}));
    }

    /// Lets the model compute the means of `whole` itself and gives them to it in each run from now on.
    void fit(ProbePicture whole, String pooled, String given, String means, int channels) throws OrtException {
        put(pooled, OnnxTensor.createTensor(environment, FloatBuffer.allocate(channels), new long[] {1, channels, 1, 1
        }));
        choose(given, false);
        try (var tensor = tensor(whole);
                var result = session.run(inputs(tensor))) {
            var computed = (OnnxTensor) result.get(means).orElseThrow();
            var copy = FloatBuffer.wrap(new float[channels])
                    .put(computed.getFloatBuffer())
                    .rewind();
            put(pooled, OnnxTensor.createTensor(environment, copy, new long[] {1, channels, 1, 1}));
        }
        choose(given, true);
    }

    private void put(String name, OnnxTensor tensor) {
        var before = conditions.put(name, tensor);
        if (before != null) {
            before.close();
        }
    }

    /// @throws OrtException when the model does not take that size
    ProbePicture run(ProbePicture picture) throws OrtException {
        try (var tensor = tensor(picture);
                var result = session.run(inputs(tensor))) {
            var answer = (OnnxTensor) result.get(output).orElseThrow();
            var shape = answer.getInfo().getShape();
            var samples = new float[Math.toIntExact(shape[1] * shape[2] * shape[3])];
            answer.getFloatBuffer().get(samples);
            return new ProbePicture((int) shape[3], (int) shape[2], samples);
        }
    }

    /// What the model makes of that size; nothing where it does not take it.
    Optional<ProbePicture> tryRun(ProbePicture picture) {
        try {
            return Optional.of(run(picture));
        } catch (OrtException refused) {
            return Optional.empty(); // which is what was to be found out
        }
    }

    private OnnxTensor tensor(ProbePicture picture) throws OrtException {
        return OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(picture.samples()), new long[] {1, 3, picture.height(), picture.width()});
    }

    private Map<String, OnnxTensor> inputs(OnnxTensor picture) {
        var inputs = new HashMap<>(conditions);
        inputs.put(input, picture);
        return inputs;
    }

    @Override
    public void close() throws OrtException {
        conditions.values().forEach(OnnxTensor::close);
        session.close();
    }
}
