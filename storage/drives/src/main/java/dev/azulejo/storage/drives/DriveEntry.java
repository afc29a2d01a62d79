package dev.azulejo.storage.drives;

/// What lies in a folder.
public sealed interface DriveEntry permits DriveFile, DriveFolder {
    /// Where it lies, as a key below the place.
    String path();
}
