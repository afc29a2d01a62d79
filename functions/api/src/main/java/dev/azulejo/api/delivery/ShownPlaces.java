package dev.azulejo.api.delivery;

import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Cancelled;
import dev.azulejo.core.job.outcome.Outcome.DeliveredResult;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// The names of places in events that leave the machine, so a receiver does not see its folders.
///
/// @param names of places; all others are shown as they are
public record ShownPlaces(Map<URI, URI> names) {
    public static final ShownPlaces AS_THEY_ARE = new ShownPlaces(Map.of());

    public ShownPlaces {
        names = Map.copyOf(names);
    }

    Outcome in(Outcome outcome) {
        return switch (outcome) {
            case Succeeded end ->
                new Succeeded(
                        end.schema(),
                        end.job(),
                        end.attempt(),
                        shown(end.source()),
                        end.recipe(),
                        end.steps(),
                        end.chosen(),
                        end.picture(),
                        end.result() == null ? null : shown(end.result()),
                        end.also() == null ? null : shown(end.also()),
                        end.seconds(),
                        end.fingerprints(),
                        end.warnings());
            case Rejected end ->
                new Rejected(end.schema(), end.job(), end.attempt(), shown(end.source()), end.reason(), end.detail());
            case Failed end ->
                new Failed(
                        end.schema(),
                        end.job(),
                        end.attempt(),
                        shown(end.source()),
                        end.stage(),
                        end.failure(),
                        end.detail(),
                        end.damaged());
            case Cancelled end ->
                new Cancelled(end.schema(), end.job(), end.attempt(), shown(end.source()), end.detail());
        };
    }

    private SourceRef shown(SourceRef source) {
        return new SourceRef(shown(source.uri()), source.version(), source.bytes(), source.sequencer());
    }

    private List<DeliveredResult> shown(List<DeliveredResult> results) {
        return results.stream().map(this::shown).toList();
    }

    private DeliveredResult shown(DeliveredResult result) {
        return new DeliveredResult(
                shown(result.uri()),
                result.bytes(),
                result.version(),
                result.width(),
                result.height(),
                result.copy()); // named by the caller
    }

    private StorageUri shown(StorageUri uri) {
        return new StorageUri(names.getOrDefault(uri.place(), uri.place()), uri.key());
    }
}
