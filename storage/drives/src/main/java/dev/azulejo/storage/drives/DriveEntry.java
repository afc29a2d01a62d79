package dev.azulejo.storage.drives;

public sealed interface DriveEntry permits DriveFile, DriveFolder {
    String path();
}
