package dev.azulejo.core.port;

import dev.azulejo.storage.Source;
import dev.azulejo.storage.Storage;
import java.net.URI;

/// Opens the customer's places, in which sources lie and results are put. Thread-safe.
public interface Places {
    Storage open(URI place);

    default Source source(URI place) {
        return open(place);
    }
}
