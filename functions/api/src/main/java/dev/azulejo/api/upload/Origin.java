package dev.azulejo.api.upload;

import dev.azulejo.storage.https.Look;
import java.io.InputStream;

/// A file that lies elsewhere, as a caller has named it. Failures are those of storages, and their messages
/// may be shown to callers. Thread-safe.
public interface Origin {
    /// The field of a body that names it.
    String pointer();

    /// All of its name, which may be a secret.
    String text();

    /// As much of its name as may be told.
    String shown();

    /// What it is called there; folders may come before that.
    String fileName();

    /// What lies there now.
    Look look();

    /// All bytes of the version that a look has named.
    InputStream read(String version);
}
