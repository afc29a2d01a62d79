package dev.azulejo.local.office;

import dev.azulejo.storage.Secrets;

/// Where a deployment keeps what connects its drives: it is found where [Server] is.
public interface StackSecrets {
    /// @param stack its name
    Secrets of(String stack);
}
