package dev.azulejo.storage.web;

import dev.azulejo.storage.StorageFailure;

/// An [java.io.IOException] that no other attempt can mend.
public interface Lasting {
    /// The failure to throw instead.
    StorageFailure failure();
}
