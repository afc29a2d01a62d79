package dev.azulejo.api.port;

import dev.azulejo.storage.AllowedPlace;
import dev.azulejo.storage.Source;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The places in which an operator lets callers name files, and results. Thread-safe.
///
/// @param open is only ever called for places that may be read
public record AllowedPlaces(List<AllowedPlace> allowed, Function<URI, Source> open) {
    public AllowedPlaces {
        allowed = List.copyOf(allowed);
    }

    /// Those from which files may be read.
    public Stream<AllowedPlace> readable() {
        return allowed.stream().filter(place -> !place.written());
    }

    /// Those into which results may be put.
    public Stream<AllowedPlace> written() {
        return allowed.stream().filter(AllowedPlace::written);
    }

    public Source source(URI place) {
        return open.apply(place);
    }
}
