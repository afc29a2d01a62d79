package dev.azulejo.storage.drives;

/// A file or folder in a folder.
public sealed interface DriveEntry permits DriveFile, DriveFolder {
    /// The path as a key below the place.
    String path();
}
