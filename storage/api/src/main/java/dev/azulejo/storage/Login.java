package dev.azulejo.storage;

import java.net.URI;

/// A user's login at a server: a secret, and never printed.
///
/// @param server its address, as its provider wants it; not the place, which is a [ConnectedPlace]
public record Login(URI server, String user, String password) {
    private static final String LINE = "\n";

    /// @throws IllegalArgumentException for a line break in one of them
    public Login {
        if (user.contains(LINE) || password.contains(LINE)) {
            throw new IllegalArgumentException("a name and a password are one line each");
        }
    }

    /// Reads the login that a place was connected with.
    ///
    /// @throws StorageDenied when it was not connected
    public static Login of(URI place, StorageSettings settings) {
        var connection = ConnectedPlace.of(place).connection();
        return settings.secrets()
                .flatMap(secrets -> secrets.find(connection))
                .map(Login::parse)
                .orElseThrow(() -> new StorageDenied(
                        "%s is not connected; run ./azulejo storage connect %s".formatted(place, place.getScheme()),
                        null));
    }

    private static Login parse(String text) {
        var lines = text.split(LINE, -1);
        if (lines.length != 3) {
            throw new StorageDenied("what was kept of the connection cannot be read; connect it again", null);
        }
        return new Login(URI.create(lines[0]), lines[1], lines[2]);
    }

    /// Keeps the login, replacing any earlier one.
    public void keep(String connection, Secrets secrets) {
        boolean isKept;
        do { // again, if another process was quicker
            isKept = secrets.replace(
                    connection, secrets.find(connection), String.join(LINE, server.toString(), user, password));
        } while (!isKept);
    }

    @Override
    public String toString() {
        return "login at " + server;
    }
}
