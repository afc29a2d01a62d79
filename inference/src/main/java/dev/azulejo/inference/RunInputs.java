package dev.azulejo.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.azulejo.core.pixels.Planes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tensors that one run of a graph reads, closed together.
final class RunInputs implements AutoCloseable {
    private final OrtEnvironment environment;
    private final Map<String, OnnxTensor> byName = new HashMap<>();

    RunInputs(OrtEnvironment environment) {
        this.environment = environment;
    }

    Map<String, OnnxTensor> byName() {
        return byName;
    }

    void add(String name, OnnxTensor tensor) {
        byName.put(name, tensor);
    }

    /// Crops of one shape, copied one after another.
    void addBatch(String name, List<Planes> crops) throws OrtException {
        var first = crops.getFirst();
        int length = first.planeLength() * first.bands();
        var samples = ByteBuffer.allocateDirect(Math.toIntExact(4L * length * crops.size()))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (var crop : crops) {
            samples.put(OutputCheck.samples(crop));
        }
        add(name, floats(samples.flip(), crops.size(), first.bands(), first.height(), first.width()));
    }

    /// Means that are not known yet are to be taken by the model itself.
    void addTold(List<ConditionTensors> told, ImageFacts facts) throws OrtException {
        for (var tensors : told) {
            switch (tensors) {
                case ConditionTensors.Noise noise -> addNoise(noise, facts.noise());
                case ConditionTensors.Pooled pooled -> addMeans(pooled, facts.means());
            }
        }
    }

    private void addNoise(ConditionTensors.Noise noise, @Nullable Float deviation) throws OrtException {
        if (deviation == null) {
            throw new IllegalStateException("a model that needs to know the noise ran before it was estimated");
        }
        add(noise.input(), floats(FloatBuffer.wrap(new float[] {deviation}), 1, 1, 1, 1));
    }

    private void addMeans(ConditionTensors.Pooled pooled, float @Nullable [] means) throws OrtException {
        add(pooled.given(), OnnxTensor.createTensor(environment, new boolean[] {means != null}));
        var told = means == null ? new float[pooled.channels()] : means;
        add(pooled.input(), floats(FloatBuffer.wrap(told), 1, pooled.channels(), 1, 1));
    }

    /// A direct buffer in native order is used as it is, any other is copied.
    private OnnxTensor floats(FloatBuffer samples, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, samples, shape);
    }

    @Override
    public void close() {
        byName.values().forEach(OnnxTensor::close);
    }
}
