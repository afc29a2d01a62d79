package dev.azulejo.storage.drives;

public record DriveFolder(String path) implements DriveEntry {}
