package dev.azulejo.local.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.local.keyring.KeyringSecrets.Home;
import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StoredSecrets;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyringSecretsTest {
    private static final String NAME = "dropbox/default";

    private final StoredSecrets files = new StoredSecrets(new MemoryStorage());

    @TempDir
    private Path folder = Path.of("");

    private Optional<Keyring> keyring = Optional.empty();

    @BeforeEach
    void haveAKeyring() {
        keyring = Optional.of(Programs.secretTool(folder));
    }

    private KeyringSecrets secrets(Home home) {
        return new KeyringSecrets(files, keyring, home);
    }

    private List<String> entries() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("kept-by-"))
                    .toList();
        }
    }

    @Test
    void theFileHoldsNoSecret() throws IOException {
        assertThat(secrets(Home.KEYRING).replace(NAME, Optional.empty(), "token"))
                .isTrue();
        assertThat(files.find(NAME).orElseThrow()).startsWith("keyring:").doesNotContain("token");
        assertThat(secrets(Home.AS_IT_IS).find(NAME)).contains("token");
        assertThat(entries()).hasSize(1);
    }

    @Test
    void whatIsRenewedStaysWhereItIs() throws IOException {
        secrets(Home.KEYRING).replace(NAME, Optional.empty(), "a");
        assertThat(secrets(Home.AS_IT_IS).replace(NAME, Optional.of("a"), "b")).isTrue();
        assertThat(files.find(NAME).orElseThrow()).startsWith("keyring:");
        assertThat(secrets(Home.AS_IT_IS).replace("other", Optional.empty(), "c"))
                .isTrue();
        assertThat(files.find("other")).contains("c");
        assertThat(entries()).hasSize(1);
    }

    @Test
    void aSecretMovesBothWays() throws IOException {
        files.replace(NAME, Optional.empty(), "a");
        assertThat(secrets(Home.KEYRING).replace(NAME, Optional.of("a"), "b")).isTrue();
        assertThat(files.find(NAME).orElseThrow()).startsWith("keyring:");
        assertThat(secrets(Home.FILE).replace(NAME, Optional.of("b"), "c")).isTrue();
        assertThat(files.find(NAME)).contains("c");
        assertThat(entries()).isEmpty();
    }

    @Test
    void whoIsTooLateLeavesNothing() throws IOException {
        secrets(Home.KEYRING).replace(NAME, Optional.empty(), "a");
        assertThat(secrets(Home.KEYRING).replace(NAME, Optional.of("other"), "b"))
                .isFalse();
        assertThat(entries()).hasSize(1);
        secrets(Home.AS_IT_IS).remove(NAME);
        assertThat(entries()).isEmpty();
    }

    @Test
    void whoIsBeatenInBetweenLeavesNothing() throws IOException {
        secrets(Home.KEYRING).replace(NAME, Optional.empty(), "a");
        var there = files.find(NAME);
        var beaten = new KeyringSecrets(new BeatenFiles(files), keyring, Home.KEYRING);
        assertThat(beaten.replace(NAME, Optional.of("a"), "b")).isFalse();
        assertThat(files.find(NAME)).isEqualTo(there);
        assertThat(secrets(Home.AS_IT_IS).find(NAME)).contains("a");
        assertThat(entries()).hasSize(1);
    }

    /// Somebody else is always quicker.
    private record BeatenFiles(Secrets files) implements Secrets {
        @Override
        public Optional<String> find(String name) {
            return files.find(name);
        }

        @Override
        public boolean replace(String name, Optional<String> expected, String secret) {
            return false;
        }

        @Override
        public void remove(String name) {
            files.remove(name);
        }
    }

    @Test
    void aKeyringThatCannotBeReachedIsNamed() {
        secrets(Home.KEYRING).replace(NAME, Optional.empty(), "token");
        Programs.breakAll(folder);
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> secrets(Home.AS_IT_IS).find(NAME))
                .withMessageContaining("cannot be reached")
                .withMessageContaining("D-Bus")
                .withMessageContaining("--keep file");
        keyring = Optional.empty(); // another session, such as that of a timer
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> secrets(Home.AS_IT_IS).find(NAME))
                .withMessageContaining("--keep file");
    }

    @Test
    void anEntryThatSomebodyHasRemovedIsNamed() throws IOException {
        secrets(Home.KEYRING).replace(NAME, Optional.empty(), "token");
        Files.delete(folder.resolve(entries().getFirst()));
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> secrets(Home.AS_IT_IS).find(NAME))
                .withMessageContaining("connect it again");
    }

    enum Kind {
        SECRET_TOOL,
        SECURITY
    }

    @ParameterizedTest
    @EnumSource
    void aKeyringIsTriedOut(Kind kind) throws IOException {
        var tried = kind == Kind.SECURITY ? Programs.security(folder) : Programs.secretTool(folder);
        assertThat(tried.keepsWhatItIsGiven()).isTrue();
        assertThat(entries()).isEmpty();
        Programs.breakAll(folder);
        assertThat(tried.keepsWhatItIsGiven()).isFalse();
        assertThat(new SecretTool(folder.resolve("not-there").toString()).keepsWhatItIsGiven())
                .isFalse();
    }
}
