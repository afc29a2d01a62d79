package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.inference.card.InstalledMetric;
import dev.azulejo.inference.card.MetricCard;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.engine.TensorShape;
import dev.azulejo.inference.engine.TensorShape.Kind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A loaded network that measures how far apart two pictures are. Thread-safe.
public final class MetricModel implements AutoCloseable {
    private static final TensorShape NUMBERS = new TensorShape(Kind.FLOATS, -1);

    private final InstalledMetric metric;
    private final Session session;

    private MetricModel(InstalledMetric metric, Session session) {
        this.metric = metric;
        this.session = session;
    }

    static MetricModel open(InstalledMetric metric, Engine engine, int threads) {
        var weights = metric.weights().verified();
        var provider = engine.providers(Device.CPU).getLast();
        try {
            var session = engine.open(provider, weights, threads, metric.card().bytesPerInputPixel());
            var model = new MetricModel(metric, session);
            model.requireAgrees();
            return model;
        } catch (EngineFailure failed) {
            throw new PermanentFailure(
                    "model %s: %s cannot load %s: %s"
                            .formatted(
                                    metric.card().id(),
                                    engine.title(),
                                    metric.weights().file(),
                                    failed.reason()),
                    failed);
        }
    }

    private void requireAgrees() {
        var inputs = new HashMap<>(Map.of(metric.candidate(), TensorShape.PLANES));
        metric.reference().ifPresent(name -> inputs.put(name, TensorShape.PLANES));
        var outputs = Map.of(metric.distance(), NUMBERS);
        if (!agree(inputs, session.inputs()) || !agree(outputs, session.outputs())) {
            session.close();
            throw new PermanentFailure("%s: reads %s and gives %s, but %s reads %s and gives %s"
                    .formatted(
                            metric.cardFile(),
                            words(inputs),
                            words(outputs),
                            metric.weights().file(),
                            words(session.inputs()),
                            words(session.outputs())));
        }
    }

    private static boolean agree(Map<String, TensorShape> expected, Map<String, TensorShape> found) {
        return expected.keySet().equals(found.keySet())
                && found.entrySet().stream().allMatch(tensor -> {
                    var shape = expected.get(tensor.getKey());
                    return shape != null && shape.agrees(tensor.getValue());
                });
    }

    private static String words(Map<String, TensorShape> tensors) {
        return tensors.entrySet().stream()
                .map(tensor ->
                        "%s: %s".formatted(tensor.getKey(), tensor.getValue().text()))
                .sorted()
                .toList()
                .toString();
    }

    public MetricCard card() {
        return metric.card();
    }

    /// How far apart two pictures of one size are; for a network that takes one picture, how good the
    /// candidate is.
    ///
    /// @throws PermanentFailure when the network fails, or gives no number
    public double between(Planes reference, Planes candidate) {
        var inputs = new HashMap<String, Tensor>(Map.of(metric.candidate(), Tensor.of(candidate)));
        metric.reference().ifPresent(name -> inputs.put(name, Tensor.of(reference)));
        try {
            double distance = session.run(inputs, metric.distance()).samples().get(0);
            if (Double.isFinite(distance)) {
                return distance;
            }
            throw failure(reference, "it gives " + distance, null);
        } catch (EngineFailure failed) {
            throw failure(reference, failed.reason(), failed);
        }
    }

    private PermanentFailure failure(Planes pictures, String what, @Nullable Exception cause) {
        return new PermanentFailure(
                "model %s failed on two pictures of %dx%d: %s"
                        .formatted(metric.card().id(), pictures.width(), pictures.height(), what),
                cause);
    }

    /// Closes the network once the runs under way are over.
    @Override
    public void close() {
        session.close();
    }
}
