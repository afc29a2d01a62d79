package dev.azulejo.api.port;

import dev.azulejo.storage.AllowedPlace;
import dev.azulejo.storage.Source;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/// The places from which an operator lets callers name files. Thread-safe.
///
/// @param open is only ever called for allowed places
public record AllowedPlaces(List<AllowedPlace> allowed, Function<URI, Source> open) {
    public AllowedPlaces {
        allowed = List.copyOf(allowed);
    }

    public Source source(URI place) {
        return open.apply(place);
    }
}
