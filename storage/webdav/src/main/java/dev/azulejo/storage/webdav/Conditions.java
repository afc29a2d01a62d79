package dev.azulejo.storage.webdav;

import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.web.Spool;
import dev.azulejo.storage.webdav.DavClient.Moved;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The conditions of a move that this server evaluates: many ignore `If`, and some refuse whatever it says.
/// It is tried once, with files of our own. Thread-safe.
final class Conditions {
    static final Map<String, String> NEW = Map.of("Overwrite", "F");

    private static final String OVERWRITE = "Overwrite";
    private static final String IF = "If";

    private final DavClient client;
    private volatile boolean isOverwriteTried;
    private volatile Optional<Tag> tag = Optional.empty();

    Conditions(DavClient client) {
        this.client = client;
    }

    /// How a condition names its object (RFC 4918, section 10.4.2: a Simple-ref is either).
    private enum Tag {
        PATH,
        ADDRESS,
        /// The server evaluates none: conditions are checked before the move.
        NONE
    }

    /// @param own a file of ours, which stays where it is
    /// @throws StorageDenied when the server overwrites what it must not
    void requireOverwrite(DavPath own) {
        if (isOverwriteTried) {
            return;
        }
        var other = probe(own.parent());
        try {
            if (client.move(own, other, NEW) == Moved.DONE) {
                throw new StorageDenied(
                        "the server overwrites files although it is asked not to (Overwrite: F): nothing is written there",
                        null);
            }
        } finally {
            client.delete(other, Optional.empty());
        }
        isOverwriteTried = true;
    }

    /// The headers of a move over `there`.
    ///
    /// @param folder for probes
    Map<String, String> over(Resource there, DavPath folder) {
        var etag = there.strongEtag();
        if (etag.isEmpty()) {
            return Map.of(OVERWRITE, "T");
        }
        if (tag.isEmpty()) {
            tag = Optional.of(tried(folder));
        }
        return over(tag.get(), there.path(), etag.get());
    }

    private Map<String, String> over(Tag tag, DavPath target, Etag etag) {
        return switch (tag) {
            case PATH -> Map.of(OVERWRITE, "T", IF, "<%s> ([%s])".formatted(target.text(), etag.text()));
            case ADDRESS -> Map.of(OVERWRITE, "T", IF, "<%s> ([%s])".formatted(client.address(target), etag.text()));
            case NONE -> Map.of(OVERWRITE, "T");
        };
    }

    private Tag tried(DavPath folder) {
        for (var tag : new Tag[] {Tag.PATH, Tag.ADDRESS}) {
            var from = probe(folder);
            var to = probe(folder);
            try {
                var etag = client.find(to).flatMap(Resource::strongEtag);
                if (etag.isPresent()
                        && client.move(from, to, over(tag, to, new Etag("\"no-etag-of-this\""))) == Moved.REFUSED
                        && client.move(from, to, over(tag, to, etag.get())) == Moved.DONE) {
                    return tag;
                }
            } finally {
                client.delete(from, Optional.empty());
                client.delete(to, Optional.empty());
            }
        }
        return Tag.NONE;
    }

    private DavPath probe(DavPath folder) {
        var path = folder.child("probe-é-" + UUID.randomUUID());
        client.put(path, Spool.of(""), "application/octet-stream");
        return path;
    }
}
