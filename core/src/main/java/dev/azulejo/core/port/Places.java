package dev.azulejo.core.port;

import dev.azulejo.storage.Storage;
import java.net.URI;

/// Opens the customer's places, where sources lie and results go. Thread-safe.
public interface Places {
    Storage open(URI place);
}
