package dev.azulejo.api.upload;

import dev.azulejo.storage.https.Look;
import java.io.InputStream;

/// A file that lies elsewhere, as a caller has named it. Failures are those of storages, and their messages
/// may be shown to callers. Thread-safe.
public interface Origin {
    String pointer();

    /// Its full name, which may be a secret.
    String text();

    /// The part of its name that may be shown.
    String shown();

    /// Its file name there, perhaps after folders.
    String fileName();

    /// Looks at its present version.
    Look look();

    /// Opens all bytes of the version that a look has named.
    InputStream read(String version);
}
