package dev.azulejo.functions;

import dev.azulejo.core.port.Places;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageDenied;
import java.net.URI;
import java.util.Map;

/// The customer's places: the inbox and the outbox, and no other bucket, whatever a request says.
final class CloudPlaces implements Places {
    private final Map<URI, Storage> places;

    CloudPlaces(Map<URI, Storage> places) {
        this.places = Map.copyOf(places);
    }

    static URI place(String bucket) {
        return URI.create("s3://" + bucket);
    }

    @Override
    public Storage open(URI place) {
        var storage = places.get(place);
        if (storage == null) {
            throw new StorageDenied("%s is neither the inbox nor the outbox".formatted(place), null);
        }
        return storage;
    }
}
