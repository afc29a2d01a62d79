package dev.azulejo.storage;

/// A provider whose places need a name and a password, which their owner gives once (`azulejo storage
/// connect`). [Login#of] finds them when a place is opened.
public interface LoginProvider extends StorageProvider {
    /// The name of the service, such as `WebDAV`.
    String title();
}
