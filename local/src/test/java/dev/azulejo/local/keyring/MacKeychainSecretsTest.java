package dev.azulejo.local.keyring;

import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.SecretsContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class MacKeychainSecretsTest extends SecretsContract {
    @TempDir
    private Path folder = Path.of("");

    @Override
    protected Secrets emptySecrets() {
        return new KeyringSecrets(
                new StoredSecrets(new MemoryStorage()),
                Optional.of(Programs.security(folder)),
                KeyringSecrets.Home.KEYRING);
    }
}
