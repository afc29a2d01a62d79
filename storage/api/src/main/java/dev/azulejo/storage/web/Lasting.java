package dev.azulejo.storage.web;

import dev.azulejo.storage.StorageFailure;

/// An [java.io.IOException] that no other attempt would mend.
public interface Lasting {
    /// What is thrown instead of it.
    StorageFailure failure();
}
