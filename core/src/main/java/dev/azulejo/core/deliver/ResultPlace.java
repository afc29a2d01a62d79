package dev.azulejo.core.deliver;

import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.Access;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import java.net.URI;

/// Opens the place of a result so that access to it is never wider than access to its source, from the
/// first byte on.
public record ResultPlace(Places places) {

    /// Opens the place for objects made of `source`. If the source is gone, its access is unknown, and only
    /// the owner may read them.
    public Storage open(URI place, SourceRef source) {
        return places.open(place).narrowedTo(access(source));
    }

    private Access access(SourceRef source) {
        var uri = source.uri();
        try {
            return places.source(uri.place()).access(uri.key()).orElse(Access.OWNER);
        } catch (StorageDenied exchangedForALink) {
            return Access.OWNER;
        }
    }
}
