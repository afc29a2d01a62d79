package dev.azulejo.storage.testkit;

import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.StoredSecrets;

class StoredSecretsTest extends SecretsContract {
    @Override
    protected Secrets emptySecrets() {
        return new StoredSecrets(new MemoryStorage());
    }
}
