package dev.azulejo.api.port;

import dev.azulejo.storage.https.Look;
import dev.azulejo.storage.https.WebAddress;
import java.io.InputStream;

/// Reads files at addresses that callers name. Failures are those of [dev.azulejo.storage.https.WebFile],
/// and their messages may be shown to callers. Thread-safe.
public interface Web {
    /// Looks at the first bytes of a file as it is now.
    Look look(WebAddress address);

    /// Opens all bytes of the version that a look has named.
    InputStream read(WebAddress address, String version);
}
