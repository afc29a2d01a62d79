package dev.azulejo.api.port;

import dev.azulejo.storage.AllowedPlace;
import dev.azulejo.storage.Source;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/// Places that whoever runs the API lets its callers name. Thread-safe.
///
/// @param open only ever gets what is allowed
public record AllowedPlaces(List<AllowedPlace> allowed, Function<URI, Source> open) {
    public AllowedPlaces {
        allowed = List.copyOf(allowed);
    }

    public Source source(URI place) {
        return open.apply(place);
    }
}
