package dev.azulejo.storage;

/// Thrown when a key leads to something in a folder that is no plain file, such as a link or a pipe: neither is opened.
public final class NoPlainFile extends StorageDenied {
    private static final long serialVersionUID = 1L;

    public NoPlainFile(String message) {
        super(message, null);
    }
}
