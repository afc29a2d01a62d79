package dev.azulejo.storage.drives;

import java.time.Instant;

/// A file, as a service describes it.
///
/// @param id by which the service knows it, whatever its name
/// @param hash of its bytes, as [DriveService#hash] writes it
/// @param revision another for each change of its bytes
public record DriveFile(String path, String id, long bytes, Instant modified, String hash, String revision)
        implements DriveEntry {
    /// Whether `length` bytes from `offset` on are the whole file.
    public boolean isWhole(long offset, long length) {
        return offset == 0 && length == bytes;
    }
}
