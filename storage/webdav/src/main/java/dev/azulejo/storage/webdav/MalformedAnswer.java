package dev.azulejo.storage.webdav;

import java.io.IOException;

/// Thrown for an answer that breaks the protocol. Asking again may help.
final class MalformedAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedAnswer(String message) {
        super(message);
    }
}
