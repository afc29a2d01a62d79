package dev.azulejo.core.deliver;

import dev.azulejo.core.job.SourceRef;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.Access;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import java.net.URI;

/// Where what is made of a source goes: nobody may do more with it than with the source, from the first byte on.
public record ResultPlace(Places places) {

    /// The place, for objects made of `source`. Of a source that is gone meanwhile nobody knows who might see it;
    /// then the owner alone may.
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
