package dev.azulejo.local.keyring;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The keychain of macOS by its program `security`, which reads commands, and so secrets, from its input (`-i`).
record MacKeychain(String program) implements Keyring {
    private static final int NOT_FOUND = 44; // errSecItemNotFound, as its lowest byte

    @Override
    public String title() {
        return "your keychain";
    }

    @Override
    public void store(String id, String text) throws IOException {
        var added = KeyringCommand.run(
                "add-generic-password -s azulejo -a %s -w %s%n".formatted(id, text), List.of(program, "-i"));
        if (added.exitCode() != 0) {
            throw added.failure(program);
        }
    }

    @Override
    public Optional<String> find(String id) throws IOException {
        var found = KeyringCommand.run("", List.of(program, "find-generic-password", "-s", "azulejo", "-a", id, "-w"));
        return switch (found.exitCode()) {
            case 0 -> Optional.of(found.out().strip());
            case NOT_FOUND -> Optional.empty();
            default -> throw found.failure(program);
        };
    }

    @Override
    public void clear(String id) throws IOException {
        var deleted = KeyringCommand.run("", List.of(program, "delete-generic-password", "-s", "azulejo", "-a", id));
        if (deleted.exitCode() != 0 && deleted.exitCode() != NOT_FOUND) {
            throw deleted.failure(program);
        }
    }
}
