package dev.azulejo.storage.webdav;

import java.io.IOException;

/// An answer that is not what the protocol says. Asking again may help.
final class MalformedAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedAnswer(String message) {
        super(message);
    }
}
