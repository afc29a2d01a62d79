package dev.azulejo.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.azulejo.core.pixels.Planes;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/// A session of ONNX Runtime on one provider.
final class OnnxRung implements Rung {
    private final InstalledModel model;
    private final String name;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final InferenceMeter meter;
    private final int threads;

    /// To close a session that is running crashes the process: closing waits for runs.
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();

    /// @param threads that work on a run
    OnnxRung(
            InstalledModel model,
            String name,
            OrtEnvironment environment,
            OrtSession session,
            InferenceMeter meter,
            int threads) {
        this.model = model;
        this.name = name;
        this.environment = environment;
        this.session = session;
        this.meter = meter;
        this.threads = threads;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(Planes input, ImageFacts facts, Planes output) {
        closing.readLock().lock();
        try (var inputs = new RunInputs(environment);
                var result = tensor(output)) {
            inputs.add(model.inputName(), tensor(input));
            inputs.addTold(model.told(), facts);
            long begun = meter.begin();
            session.run(inputs.byName(), Map.of(model.outputName(), result))
                    .close(); // the tensor of the result is ours and stays open
            meter.end(begun, threads);
        } catch (OrtException failed) {
            throw OrtFailure.ofRun(model.id(), name, output, failed);
        } finally {
            closing.readLock().unlock();
        }
    }

    @Override
    public float[] means(List<Planes> sample, ImageFacts facts) {
        var pooled = model.told().stream()
                .flatMap(tensors -> tensors instanceof ConditionTensors.Pooled found ? Stream.of(found) : Stream.of())
                .findFirst()
                .orElseThrow();
        closing.readLock().lock();
        try (var inputs = new RunInputs(environment)) {
            inputs.addBatch(model.inputName(), sample);
            inputs.addTold(model.told(), facts);
            long begun = meter.begin();
            try (var result = session.run(inputs.byName(), Set.of(pooled.output()))) {
                meter.end(begun, threads);
                return floats((OnnxTensor) result.get(0));
            }
        } catch (OrtException failed) {
            throw OrtFailure.ofRun(model.id(), name, sample.getFirst(), failed);
        } finally {
            closing.readLock().unlock();
        }
    }

    private static float[] floats(OnnxTensor tensor) {
        var buffer = tensor.getFloatBuffer();
        var floats = new float[buffer.remaining()];
        buffer.get(floats);
        return floats;
    }

    /// A view: the runtime works on the planes' memory.
    private OnnxTensor tensor(Planes planes) throws OrtException {
        var samples = OutputCheck.samples(planes);
        if (samples.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("planes must be in native byte order, not " + samples.order());
        }
        var shape = new long[] {1, planes.bands(), planes.height(), planes.width()};
        return OnnxTensor.createTensor(environment, samples, shape);
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            session.close();
        } catch (OrtException failed) {
            throw new IllegalStateException("model %s: cannot close its session".formatted(model.id()), failed);
        } finally {
            closing.writeLock().unlock();
        }
    }
}
