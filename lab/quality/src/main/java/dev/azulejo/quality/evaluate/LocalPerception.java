package dev.azulejo.quality.evaluate;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.MetricFolder;
import dev.azulejo.inference.MetricModel;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.quality.metric.network.Perception;
import dev.azulejo.quality.metric.score.Metric;
import org.jspecify.annotations.Nullable;

/// The network that measures how far apart pictures look, loaded on this machine; or why it is not.
public final class LocalPerception implements AutoCloseable {
    private static final String ID = Metric.STLPIPS.id();

    private final Perception perception;
    private final @Nullable MetricModel network;

    private LocalPerception(Perception perception, @Nullable MetricModel network) {
        this.perception = perception;
        this.network = network;
    }

    /// @param threads that work on a pair of pictures
    public static LocalPerception open(LocalConfig config, int threads) {
        var metrics = EmbeddedWiring.metrics(config);
        try {
            return metrics.weights(ID).isPresent()
                    ? loaded(metrics, threads)
                    : missing("its weights are not here; bring them with: azulejo models pull " + ID);
        } catch (PermanentFailure unusable) { // whatever else is measured does not need it
            return missing(String.valueOf(unusable.getMessage()));
        }
    }

    private static LocalPerception loaded(MetricFolder metrics, int threads) {
        var network = metrics.open(ID, threads);
        return new LocalPerception(
                new Perception.Network(network::between, network.card().leastSide()), network);
    }

    private static LocalPerception missing(String why) {
        return new LocalPerception(new Perception.None(why), null);
    }

    public Perception perception() {
        return perception;
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
        }
    }
}
