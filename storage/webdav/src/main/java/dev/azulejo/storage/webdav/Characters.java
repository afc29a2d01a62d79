package dev.azulejo.storage.webdav;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.web.Spool;
import dev.azulejo.storage.webdav.DavClient.Moved;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The characters that this server can store in a file's name: some decode an address once too often, and
/// store `a?b` as `a`. Each is tried once, with a file of our own. Thread-safe.
final class Characters {
    private static final String PLAIN = "-._~ ";

    private final DavClient client;
    private final DavPath folder;
    private final Set<Integer> proven = ConcurrentHashMap.newKeySet();

    /// @param folder for probes
    Characters(DavClient client, DavPath folder) {
        this.client = client;
        this.folder = folder;
    }

    /// @throws InvalidKey when the server would give the file another name
    void require(String key) {
        var unproven = key.chars()
                .filter(Characters::isSpecial)
                .filter(character -> !proven.contains(character))
                .boxed()
                .collect(Collectors.toSet());
        if (unproven.isEmpty()) {
            return;
        }
        var start = "probe-é-" + UUID.randomUUID();
        var from = folder.child(start + "-from");
        var to = folder.child(start + unproven.stream().map(Characters::text).collect(Collectors.joining()) + "~");
        try {
            client.put(from, Spool.of(""), "application/octet-stream");
            if (client.move(from, to, Conditions.NEW) != Moved.DONE
                    || client.find(to).isEmpty()) {
                throw new InvalidKey(
                        "%s: this server gives files other names where they have one of %s"
                                .formatted(
                                        key,
                                        unproven.stream()
                                                .map(Character::toString)
                                                .toList()),
                        null);
            }
            proven.addAll(unproven);
        } finally {
            client.children(folder).orElse(List.of()).stream()
                    .filter(file -> file.path().name().startsWith(start))
                    .forEach(file -> client.delete(file.path(), file.etag()));
        }
    }

    private static boolean isSpecial(int character) {
        return character < 0x80
                && !Character.isLetterOrDigit(character)
                && character != '/'
                && PLAIN.indexOf(character) < 0;
    }

    /// The text for a probe; a percent sign is written so that a wrong decoding would show.
    private static String text(int character) {
        return character == '%' ? "%41" : Character.toString(character);
    }
}
