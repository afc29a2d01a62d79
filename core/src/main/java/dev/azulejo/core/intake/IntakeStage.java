package dev.azulejo.core.intake;

import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUri;
import java.util.List;

/// Makes `request.json` of an order and starts the first attempt: finds out which version of the source
/// lies there and pins everything that decides the result. The same order for the same bytes is the same
/// job, however often it comes.
public final class IntakeStage {
    private final JobObjects objects;
    private final Places places;
    private final Resolver resolver;

    public IntakeStage(JobObjects objects, Places places, ModelCards models) {
        this.objects = objects;
        this.places = places;
        this.resolver = new Resolver(models);
    }

    /// @return the request, written; a recipe that does not exist has no steps, and plan refuses it
    /// @throws NoSuchObject when there is no source
    public JobRequest run(Order order) {
        var request = resolve(order);
        objects.begin(request);
        return request;
    }

    /// Resolves the request for a source whose results are named as in a drop folder, without writing
    /// anything.
    ///
    /// @param main what the source is called in the outbox
    public JobRequest resolve(StorageUri source, int page, Enhancement wanted, DropFolder folder, String main) {
        var seen = see(source);
        var destinations = folder.resultsOf(main, wanted, Resolver.usualFormat(seen.look()));
        return request(new Order(source, page, wanted, destinations), seen);
    }

    /// Resolves the request for an order, without writing anything.
    public JobRequest resolve(Order order) {
        return request(order, see(order.source()));
    }

    private record Seen(SourceRef source, SourceLook look) {}

    private Seen see(StorageUri source) {
        var storage = places.source(source.place());
        var version = storage.version(source.key());
        long bytes = storage.stat(source.key())
                .orElseThrow(() -> new NoSuchObject("no object " + source, null))
                .bytes();
        return new Seen(new SourceRef(source, version, bytes), SourceLook.of(storage, source.key(), version));
    }

    private JobRequest request(Order order, Seen seen) {
        return resolver.request(
                seen.source(), order.page(), order.wanted(), seen.look(), order.destinations(), List.of());
    }
}
