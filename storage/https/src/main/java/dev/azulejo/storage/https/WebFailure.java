package dev.azulejo.storage.https;

import java.io.IOException;

/// Thrown when a server on the web did not answer, or broke off. Trying again may help. The message may be
/// shown to the user who named the address: it names the origin, but neither the path nor the query.
public final class WebFailure extends IOException {
    private static final long serialVersionUID = 1L;

    WebFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
