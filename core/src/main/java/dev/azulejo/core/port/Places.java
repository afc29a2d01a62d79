package dev.azulejo.core.port;

import dev.azulejo.storage.Source;
import dev.azulejo.storage.Storage;
import java.net.URI;

/// Opens the customer's places, where sources lie and results go. Thread-safe.
public interface Places {
    Storage open(URI place);

    /// A place that sources lie in, which need not be one that is written.
    default Source source(URI place) {
        return open(place);
    }
}
