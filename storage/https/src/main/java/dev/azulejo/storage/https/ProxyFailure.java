package dev.azulejo.storage.https;

import java.io.IOException;

/// Thrown when the proxy leads nowhere now; trying again may help. Its message does not name the proxy.
final class ProxyFailure extends IOException {
    private static final long serialVersionUID = 1L;

    ProxyFailure(String message) {
        super(message);
    }
}
