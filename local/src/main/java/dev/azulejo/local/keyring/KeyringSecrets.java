package dev.azulejo.local.keyring;

import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.StorageDenied;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Secrets in files, of which some hold no more than the id of what lies in a keyring. The file decides who was first,
/// because keyrings cannot. Thread-safe, and safe between processes.
public final class KeyringSecrets implements Secrets {
    private static final String IN_KEYRING = "keyring:";

    private final Secrets files;
    private final Optional<Keyring> keyring;
    private final Home home;

    /// The place where a secret is kept from now on.
    public enum Home {
        /// The place where it is already; a file for new ones.
        AS_IT_IS,
        KEYRING,
        FILE
    }

    /// @param keyring of this session, which [Home#KEYRING] needs
    public KeyringSecrets(Secrets files, Optional<Keyring> keyring, Home home) {
        if (home == Home.KEYRING && keyring.isEmpty()) {
            throw new IllegalArgumentException("there is no keyring");
        }
        this.files = files;
        this.keyring = keyring;
        this.home = home;
    }

    static String newId(String name) {
        return name.replace('/', '-') + "-" + UUID.randomUUID();
    }

    @Override
    public Optional<String> find(String name) {
        while (true) {
            var file = files.find(name);
            var secret = file.flatMap(
                    text -> idIn(text).map(id -> inKeyring(name, id)).orElse(Optional.of(text)));
            if (file.isEmpty() || secret.isPresent()) {
                return secret;
            }
            if (files.find(name).equals(file)) { // unless it was just replaced
                throw new StorageDenied(
                        "the keyring no longer has what connects %s: connect it again".formatted(name), null);
            }
        }
    }

    @Override
    public boolean replace(String name, Optional<String> expected, String secret) {
        var before = files.find(name);
        if (!find(name).equals(expected)) {
            return false;
        }
        var idBefore = before.flatMap(KeyringSecrets::idIn);
        boolean isInKeyring = home == Home.KEYRING || (home == Home.AS_IT_IS && idBefore.isPresent());
        if (!isInKeyring) {
            boolean isFirst = files.replace(name, before, secret);
            idBefore.filter(id -> isFirst).ifPresent(this::clear);
            return isFirst;
        }
        var id = newId(name);
        store(name, id, secret);
        boolean isFirst = files.replace(name, before, IN_KEYRING + id);
        (isFirst ? idBefore : Optional.of(id)).ifPresent(this::clear);
        return isFirst;
    }

    @Override
    public void remove(String name) {
        var id = files.find(name).flatMap(KeyringSecrets::idIn);
        files.remove(name);
        id.ifPresent(this::clear);
    }

    private static Optional<String> idIn(String text) {
        return text.startsWith(IN_KEYRING) ? Optional.of(text.substring(IN_KEYRING.length())) : Optional.empty();
    }

    private Optional<String> inKeyring(String name, String id) {
        try {
            return reached(name)
                    .find(id)
                    .map(text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw unreachable(name, e);
        }
    }

    private void store(String name, String id, String secret) {
        try {
            reached(name)
                    .store(
                            id,
                            Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw unreachable(name, e);
        }
    }

    private void clear(String id) {
        try {
            if (keyring.isPresent()) {
                keyring.get().clear(id);
            }
        } catch (IOException e) {
            // an entry that nothing names any more
        }
    }

    private Keyring reached(String name) {
        return keyring.orElseThrow(() -> unreachable(name, null));
    }

    private static StorageDenied unreachable(String name, @Nullable Exception cause) {
        return new StorageDenied(
                "what connects %s is in the keyring of a desktop, which cannot be reached from here%s: connect it again with --keep file"
                        .formatted(name, cause == null ? "" : " (%s)".formatted(cause.getMessage())),
                cause);
    }
}
