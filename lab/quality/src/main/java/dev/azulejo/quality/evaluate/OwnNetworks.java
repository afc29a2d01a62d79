package dev.azulejo.quality.evaluate;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.MetricFolder;
import dev.azulejo.inference.MetricModel;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.quality.metric.network.OwnNetwork;
import dev.azulejo.quality.metric.network.Perception;
import dev.azulejo.quality.metric.score.Metric.Better;
import dev.azulejo.quality.metric.score.Metric.Needs;
import dev.azulejo.quality.metric.score.OwnMetric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The networks that a user brings to measure pictures, loaded on this machine.
public final class OwnNetworks implements AutoCloseable {
    private static final String CARD = "metric.json";

    private final List<MetricModel> open = new ArrayList<>();
    private final List<OwnNetwork> networks = new ArrayList<>();

    private OwnNetworks() {}

    /// @param folders each with a card and its ONNX file
    /// @param threads that work on a picture
    /// @throws dev.azulejo.local.exit.CommandFailure that says what is wrong with which of them
    public static OwnNetworks open(List<Path> folders, int threads) {
        var all = new OwnNetworks();
        try {
            folders.forEach(folder -> all.add(folder, threads));
            return all;
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private void add(Path named, int threads) {
        if (!Files.isRegularFile(named.resolve(CARD))) {
            throw ExitCode.NO_INPUT.failure("--network %s: there is no %s in it".formatted(named, CARD));
        }
        var file = UserFiles.readable(named.resolve(CARD));
        try {
            var model = MetricFolder.openOwn(file, threads);
            open.add(model);
            var card = model.card();
            var metric = new OwnMetric(
                    card.id(),
                    card.comparesTwo() ? Needs.REFERENCE : Needs.NOTHING,
                    card.higherIsBetter() ? Better.HIGHER : Better.LOWER,
                    card.description());
            if (networks.stream().anyMatch(other -> other.metric().id().equals(card.id()))) {
                throw ExitCode.USAGE.failure("--network %s: there are two called %s".formatted(named, card.id()));
            }
            networks.add(new OwnNetwork(metric, new Perception.Network(model::between, card.leastSide())));
        } catch (PermanentFailure | IllegalArgumentException refused) {
            throw ExitCode.USAGE.failure("--network %s: %s".formatted(named, refused.getMessage()));
        }
    }

    public List<OwnNetwork> networks() {
        return List.copyOf(networks);
    }

    @Override
    public void close() {
        open.forEach(MetricModel::close);
    }
}
