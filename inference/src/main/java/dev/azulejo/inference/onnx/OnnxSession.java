package dev.azulejo.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.engine.TensorShape;
import dev.azulejo.inference.engine.TensorShape.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A session of ONNX Runtime on one provider.
final class OnnxSession implements Session {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final int bytesPerInputPixel;
    private final Map<String, TensorShape> inputs;
    private final Map<String, TensorShape> outputs;

    /// Lets closing wait for runs, because closing a session that is running crashes the process.
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();

    /// @param bytesPerInputPixel that a run takes from the memory that sessions share; 0 if it takes none,
    ///     or unknown
    OnnxSession(OrtEnvironment environment, OrtSession session, int bytesPerInputPixel) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.bytesPerInputPixel = bytesPerInputPixel;
        inputs = shapes(session.getInputInfo());
        outputs = shapes(session.getOutputInfo());
    }

    private static Map<String, TensorShape> shapes(Map<String, NodeInfo> tensors) {
        var shapes = new HashMap<String, TensorShape>();
        tensors.forEach((name, tensor) -> shapes.put(name, shape(tensor)));
        return Map.copyOf(shapes);
    }

    private static TensorShape shape(NodeInfo tensor) {
        if (!(tensor.getInfo() instanceof TensorInfo info)) {
            return new TensorShape(Kind.OTHERS);
        }
        var kind = switch (info.type) {
            case FLOAT -> Kind.FLOATS;
            case BOOL -> Kind.TRUTHS;
            case UINT8 -> Kind.BYTES;
            default -> Kind.OTHERS;
        };
        return new TensorShape(kind, info.getShape());
    }

    @Override
    public Map<String, TensorShape> inputs() {
        return inputs;
    }

    @Override
    public Map<String, TensorShape> outputs() {
        return outputs;
    }

    @Override
    public void run(Map<String, Tensor> given, Map<String, Tensor> results) throws EngineFailure {
        running(given, results, Set.of(), _ -> results);
    }

    @Override
    public Tensor.Floats run(Map<String, Tensor> given, Map<String, Tensor> results, String output)
            throws EngineFailure {
        return running(given, results, Set.of(output), made -> {
            var tensor = (OnnxTensor) made.get(output).orElseThrow();
            return new Tensor.Floats(tensor.getFloatBuffer(), tensor.getInfo().getShape());
        });
    }

    private interface Use<T> {
        T of(OrtSession.Result made) throws OrtException;
    }

    /// @param results that are filled in place
    /// @param others that are made besides
    private <T> T running(Map<String, Tensor> given, Map<String, Tensor> results, Set<String> others, Use<T> use)
            throws EngineFailure {
        var tensors = new HashMap<String, OnnxTensor>();
        var pinned = new HashMap<String, OnnxTensor>();
        long claimed = bytesPerInputPixel * pixels(given);
        WorkingMemory.claim(claimed);
        closing.readLock().lock();
        try {
            for (var tensor : given.entrySet()) {
                tensors.put(tensor.getKey(), tensor(tensor.getValue()));
            }
            for (var result : results.entrySet()) {
                pinned.put(result.getKey(), tensor(result.getValue()));
            }
            try (var made = session.run(tensors, others, pinned)) { // pinned tensors are ours and stay open
                return use.of(made);
            }
        } catch (OrtException failed) {
            throw OrtFailure.of(failed);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
            pinned.values().forEach(OnnxTensor::close);
            closing.readLock().unlock();
            WorkingMemory.unclaim(claimed);
        }
    }

    private static long pixels(Map<String, Tensor> given) {
        return given.values().stream()
                .mapToLong(tensor -> tensor instanceof Tensor.Floats floats ? pixels(floats.shape()) : 0)
                .max()
                .orElse(0);
    }

    private static long pixels(long[] shape) {
        return shape.length == 4 ? shape[0] * shape[2] * shape[3] : 0;
    }

    /// Wraps a tensor: a direct buffer in native order is used as it is, any other is copied.
    private OnnxTensor tensor(Tensor tensor) throws OrtException {
        return switch (tensor) {
            case Tensor.Floats(var samples, var shape) ->
                OnnxTensor.createTensor(environment, samples.duplicate().rewind(), shape);
            case Tensor.Bytes(var samples, var shape) ->
                OnnxTensor.createTensor(environment, samples.duplicate().rewind(), shape, OnnxJavaType.UINT8);
            case Tensor.Truth(var value) -> OnnxTensor.createTensor(environment, new boolean[] {value});
        };
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            session.close();
        } catch (OrtException failed) {
            throw new IllegalStateException("cannot close a session", failed);
        } finally {
            closing.writeLock().unlock();
        }
    }
}
