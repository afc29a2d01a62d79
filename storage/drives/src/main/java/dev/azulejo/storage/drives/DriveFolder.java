package dev.azulejo.storage.drives;

/// A folder of a drive.
public record DriveFolder(String path) implements DriveEntry {}
