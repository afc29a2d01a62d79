package dev.azulejo.local.keyring;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// The store in which a desktop keeps the secrets of the logged-in user. Thread-safe.
public interface Keyring {
    /// Its name for people.
    String title();

    /// Keeps a text, which is one line of letters, digits, `-` and `_`, under an id that nothing has yet.
    void store(String id, String text) throws IOException;

    Optional<String> find(String id) throws IOException;

    /// Forgets the text of an id, if there is one.
    void clear(String id) throws IOException;

    /// Returns the keyring that this session may have; whether it has one shows when it is asked.
    ///
    /// @param environment of the process
    static Optional<Keyring> ofSession(Map<String, String> environment) {
        if (System.getProperty("os.name", "").startsWith("Mac")) {
            return Optional.of(new MacKeychain("/usr/bin/security"));
        }
        return environment.containsKey("DBUS_SESSION_BUS_ADDRESS")
                ? Optional.of(new SecretTool("secret-tool"))
                : Optional.empty();
    }

    /// Checks that the keyring works.
    default boolean keepsWhatItIsGiven() {
        var id = KeyringSecrets.newId("probe");
        try {
            store(id, "probe");
            boolean isKept = find(id).equals(Optional.of("probe"));
            clear(id);
            return isKept && find(id).isEmpty();
        } catch (IOException e) {
            return false; // the program is not there, or nothing listens
        }
    }
}
