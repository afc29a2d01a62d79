package dev.azulejo.core.intake;

import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.SourceRef;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUri;
import java.util.List;

/// From an order to `request.json` and the start of its first attempt: finds out which version of the source lies
/// there and pins everything that decides the result. The same order for the same bytes is the same job, however often
/// it comes.
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

    /// The request for a source whose results are named as a drop folder names them; without writing anything.
    ///
    /// @param main what the source is called in the outbox
    public JobRequest resolve(StorageUri source, int page, Enhancement wanted, DropFolder folder, String main) {
        var storage = places.source(source.place());
        var look = SourceLook.of(storage, source.key(), storage.version(source.key()));
        return resolve(new Order(source, page, wanted, folder.resultsOf(main, wanted, Resolver.usualFormat(look))));
    }

    /// The request for an order, without writing anything.
    public JobRequest resolve(Order order) {
        var storage = places.source(order.source().place());
        var version = storage.version(order.source().key());
        long bytes = storage.stat(order.source().key())
                .orElseThrow(() -> new NoSuchObject("no object " + order.source(), null))
                .bytes();
        var source = new SourceRef(order.source(), version, bytes);
        var look = SourceLook.of(storage, order.source().key(), version);
        return resolver.request(source, order.page(), order.wanted(), look, order.destinations(), List.of());
    }
}
