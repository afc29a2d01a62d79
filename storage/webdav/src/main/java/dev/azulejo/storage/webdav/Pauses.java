package dev.azulejo.storage.webdav;

import dev.azulejo.storage.StorageUnavailable;
import java.time.Duration;

/// Waits before something is tried again.
interface Pauses {
    void await(Duration time);

    /// For real.
    static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("waiting for a server was interrupted", e);
        }
    }
}
