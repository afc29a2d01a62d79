package dev.azulejo.api.delivery;

import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.job.Outcome.Cancelled;
import dev.azulejo.core.job.Outcome.Failed;
import dev.azulejo.core.job.Outcome.Rejected;
import dev.azulejo.core.job.Outcome.Result;
import dev.azulejo.core.job.Outcome.Succeeded;
import dev.azulejo.core.job.SourceRef;
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
            case Succeeded its ->
                new Succeeded(
                        its.schema(),
                        its.job(),
                        its.attempt(),
                        shown(its.source()),
                        its.recipe(),
                        its.steps(),
                        its.chosen(),
                        its.picture(),
                        its.result() == null ? null : shown(its.result()),
                        its.also() == null ? null : shown(its.also()),
                        its.seconds(),
                        its.fingerprints(),
                        its.warnings());
            case Rejected its ->
                new Rejected(its.schema(), its.job(), its.attempt(), shown(its.source()), its.reason(), its.detail());
            case Failed its ->
                new Failed(
                        its.schema(),
                        its.job(),
                        its.attempt(),
                        shown(its.source()),
                        its.stage(),
                        its.failure(),
                        its.detail(),
                        its.damaged());
            case Cancelled its ->
                new Cancelled(its.schema(), its.job(), its.attempt(), shown(its.source()), its.detail());
        };
    }

    private SourceRef shown(SourceRef source) {
        return new SourceRef(shown(source.uri()), source.version(), source.bytes(), source.sequencer());
    }

    private List<Result> shown(List<Result> results) {
        return results.stream().map(this::shown).toList();
    }

    private Result shown(Result result) {
        return new Result(shown(result.uri()), result.bytes(), result.version(), result.width(), result.height());
    }

    private StorageUri shown(StorageUri uri) {
        return new StorageUri(names.getOrDefault(uri.place(), uri.place()), uri.key());
    }
}
