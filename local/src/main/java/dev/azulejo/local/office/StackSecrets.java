package dev.azulejo.local.office;

import dev.azulejo.storage.Secrets;

/// Keeps the connections of a deployment's drives, and is found where [Server] is.
public interface StackSecrets {
    /// @param stack its name
    Secrets of(String stack);
}
