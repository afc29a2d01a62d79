package dev.azulejo.local.keyring;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/// The Secret Service of Linux desktops (GNOME Keyring, KWallet, KeePassXC) by
/// [secret-tool](https://manpages.debian.org/secret-tool) of libsecret.
record SecretTool(String program) implements Keyring {
    @Override
    public String title() {
        return "the keyring of your desktop";
    }

    @Override
    public void store(String id, String text) throws IOException {
        var stored = run(text, "store", "--label=Azulejo", id);
        if (stored.exitCode() != 0) {
            throw stored.failure(program);
        }
    }

    /// Finds a secret; if there is none, the tool prints nothing and exits with 1.
    @Override
    public Optional<String> find(String id) throws IOException {
        var found = run("", "lookup", id);
        if (found.exitCode() == 0) {
            return Optional.of(found.out().strip());
        }
        if (found.exitCode() == 1 && found.err().isBlank()) {
            return Optional.empty();
        }
        throw found.failure(program);
    }

    @Override
    public void clear(String id) throws IOException {
        var cleared = run("", "clear", id);
        if (cleared.exitCode() > 1 || !cleared.err().isBlank()) {
            throw cleared.failure(program);
        }
    }

    /// @param words the command and its options, then the id
    private KeyringCommand run(String input, String... words) throws IOException {
        var attributes = Stream.of("service", "azulejo", "id", words[words.length - 1]);
        var command =
                Stream.concat(Stream.concat(Stream.of(program), Stream.of(words).limit(words.length - 1L)), attributes);
        return KeyringCommand.run(input, command.toList());
    }
}
