package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.card.FolderIds;
import dev.azulejo.inference.card.InstalledMetric;
import dev.azulejo.inference.card.MetricCard;
import dev.azulejo.inference.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The measuring networks in a folder of models, each with its card in `{id}/metric.json`. They lie beside
/// those that make pictures, and jobs do not see them. Weights that are downloaded on demand may lie in a
/// second folder.
public final class MetricFolder {
    private static final String CARD = "metric.json";

    private final Path folder;
    private final @Nullable Path pulled;

    /// @param pulled folder of weights that were downloaded on demand; it need not exist
    public MetricFolder(Path folder, @Nullable Path pulled) {
        this.folder = folder.toAbsolutePath().normalize();
        this.pulled = pulled;
    }

    public List<MetricCard> cards() {
        return FolderIds.with(CARD, folder).stream()
                .map(id -> installed(id).card())
                .toList();
    }

    /// The weights of a metric; absent if they are downloaded on demand and were not yet.
    ///
    /// @throws PermanentFailure when there is no such metric
    public Optional<Path> weights(String id) {
        var weights = installed(id).weights();
        return weights.pulled() && !Files.exists(weights.file()) ? Optional.empty() : Optional.of(weights.file());
    }

    /// The content of a metric's file, checked against the hash on its card.
    ///
    /// @throws PermanentFailure when there is no such metric, or its file is missing or another
    public byte[] verified(String id) {
        return installed(id).weights().verified();
    }

    /// The ids of metrics whose weights are downloaded on demand.
    public List<String> pulledIds() {
        return FolderIds.with(CARD, folder).stream()
                .filter(id -> installed(id).weights().pulled())
                .toList();
    }

    public boolean has(String id) {
        return FolderIds.with(CARD, folder).contains(id); // asked of the folder's list, so that an id is never a path
    }

    /// Loads a network on this machine's processor. It computes in 32 bits there, so that other machines
    /// get the same number.
    ///
    /// @param threads that work on a pair of pictures
    /// @throws PermanentFailure when there is none, or it is not what its card says
    public MetricModel open(String id, int threads) {
        return MetricModel.open(installed(id), Engine.installed(), threads);
    }

    /// Loads a network that lies in a folder of its own, with its card.
    ///
    /// @param card beside the weights that it names
    /// @throws PermanentFailure when it is not what its card says
    public static MetricModel openOwn(Path card, int threads) {
        return MetricModel.open(InstalledMetric.read(card), Engine.installed(), threads);
    }

    private InstalledMetric installed(String id) {
        if (!has(id)) {
            throw new PermanentFailure(
                    "no metric %s in %s; set AZULEJO_MODELS to the folder that has it".formatted(id, folder));
        }
        var metric = InstalledMetric.read(folder.resolve(id).resolve(CARD));
        if (!metric.card().id().equals(id)) {
            throw new PermanentFailure("%s: id is \"%s\", but its folder is %s"
                    .formatted(metric.cardFile(), metric.card().id(), id));
        }
        var beside = metric.weights();
        return beside.pulled() && pulled != null && !Files.exists(beside.file())
                ? metric.at(pulled.resolve(id).resolve(beside.file().getFileName()))
                : metric;
    }
}
