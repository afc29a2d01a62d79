package dev.azulejo.storage.https;

import java.time.Duration;

/// The limits of reading one file.
///
/// @param bytes that it may have
/// @param total until its last byte is there, for all attempts
/// @param attempts how often it is asked for, if it breaks off or the server is busy
/// @param pause before the second attempt; before each later one it is twice as long
public record WebLimits(long bytes, Duration total, int attempts, Duration pause) {
    public WebLimits {
        if (bytes < 1 || !total.isPositive() || attempts < 1 || pause.isNegative()) {
            throw new IllegalArgumentException(
                    "limits of %d bytes, %s, %d attempts, %s".formatted(bytes, total, attempts, pause));
        }
    }
}
