package dev.azulejo.storage.webdav;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.web.Spool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Writes files under temporary names, and moves them into place when they are whole. Thread-safe.
final class DavWriter {
    /// The folder of unfinished uploads, whose name no key has.
    static final String FOLDER = ".azulejo-uploads";

    private static final int TRIES = 3;
    private static final int MOST_MOVES = 20;
    private static final Duration KEPT = Duration.ofDays(1);

    private final DavClient client;
    private final Notes notes;
    private final Spelling spelling;
    private final Conditions conditions;
    private final Characters characters;
    private final DavPath folder;
    private volatile Optional<Instant> swept = Optional.empty();

    /// @param place that contains the folder
    DavWriter(DavClient client, Notes notes, Spelling spelling, DavPath place) {
        this.client = client;
        this.notes = notes;
        this.spelling = spelling;
        this.conditions = new Conditions(client);
        this.folder = place.child(FOLDER);
        this.characters = new Characters(client, folder);
    }

    /// A file to be written.
    ///
    /// @param key for people
    record Upload(
            String key,
            DavPath target,
            String mediaType,
            Spool bytes,
            Map<String, String> metadata,
            Precondition precondition) {
        /// Whether the write is allowed; a folder is never replaced, because a server would remove all its
        /// contents.
        boolean isAllowed(Optional<Resource> there, Notes notes) {
            if (there.filter(Resource::isFolder).isPresent()) {
                throw new InvalidKey("%s is a folder there".formatted(key), null);
            }
            return switch (precondition) {
                case Precondition.None() -> true;
                case Precondition.Absent() -> there.isEmpty();
                case Precondition.Matches(var etag) ->
                    there.filter(file -> notes.stat(key, file).etag().equals(etag))
                            .isPresent();
            };
        }
    }

    /// @return whether it appeared
    boolean commit(Upload upload) {
        if (!upload.isAllowed(client.find(upload.target()), notes)) {
            return false; // before anything is sent
        }
        makeFolder(folder);
        characters.require(upload.key());
        makeFolder(upload.target().parent());
        var id = UUID.randomUUID().toString();
        var own = folder.child("upload-é-" + id); // what a server does with names, it does with this one
        boolean isDone = false;
        try {
            var sent = sent(upload, own, id);
            spelling.learn(own);
            spelling.require(upload.target());
            conditions.requireOverwrite(own);
            sweep(sent.file());
            isDone = moved(upload, own, sent);
            return isDone;
        } finally {
            if (!isDone) {
                removeQuietly(own);
            }
        }
    }

    /// @param isKept whether the server keeps the note
    private record Sent(Resource file, ObjectNote note, boolean isKept) {}

    /// Uploads the bytes, and checks that all of them have arrived.
    private Sent sent(Upload upload, DavPath own, String id) {
        var bytes = upload.bytes();
        var hash = bytes.sha256();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            var put = client.put(own, bytes, upload.mediaType());
            if (!put.isDone()) {
                makeFolder(folder); // it was removed
                continue;
            }
            // TLS keeps what is sent from arriving otherwise; plain HTTP does not, and no server tells a hash.
            if (!client.isEncrypted() && !client.hash(own).equals(Optional.of(hash))) {
                continue;
            }
            var note = new ObjectNote(id, bytes.bytes(), put.at(), hash, upload.metadata());
            var file = noted(own, note);
            if (file.bytes() == bytes.bytes()) {
                boolean isKept = file.property().equals(Optional.of(note.text()));
                requireRoom(upload, isKept);
                return new Sent(file, note, isKept);
            }
        }
        throw new StorageUnavailable(
                "%s arrives otherwise than it was sent (%d attempts)".formatted(upload.key(), TRIES), null);
    }

    private void requireRoom(Upload upload, boolean isKept) {
        if (!isKept && !notes.canRemember() && !upload.metadata().isEmpty()) {
            throw new StorageDenied(
                    "the server keeps no properties (PROPPATCH), so there is no room for the metadata of "
                            + upload.key(),
                    null);
        }
    }

    private Resource noted(DavPath own, ObjectNote note) {
        Resource file;
        int tries = 0;
        boolean isPatched;
        do { // again, where it has arrived otherwise
            isPatched = client.patch(own, note.text());
            file = client.find(own).orElseThrow(() -> new StorageUnavailable("%s has gone".formatted(own), null));
            tries++;
        } while (isPatched && !file.property().equals(Optional.of(note.text())) && tries < TRIES);
        return file;
    }

    private boolean moved(Upload upload, DavPath own, Sent sent) {
        for (int count = 0; count < MOST_MOVES; count++) {
            var there = client.find(upload.target());
            if (there.flatMap(notes::of)
                    .filter(note -> note.id().equals(sent.note().id()))
                    .isPresent()) {
                removeQuietly(own); // a server has copied it, and then lost courage
                return true;
            }
            if (!upload.isAllowed(there, notes)) {
                return false;
            }
            if (!sent.isKept()) {
                notes.remember(upload.target(), sent.file(), sent.note());
            }
            var headers = there.map(file -> conditions.over(file, folder)).orElse(Conditions.NEW);
            switch (client.move(own, upload.target(), headers)) {
                case DONE -> {
                    if (!sent.isKept()) {
                        client.find(upload.target())
                                .filter(file -> file.bytes() == sent.file().bytes())
                                .ifPresent(file -> notes.remember(upload.target(), file, sent.note()));
                    }
                    return true;
                }
                case REFUSED -> {} // another writer was quicker: again, from the present state
                case NO_FOLDER -> makeFolder(upload.target().parent());
            }
        }
        throw new StorageUnavailable("%s changes all the time".formatted(upload.key()), null);
    }

    private void makeFolder(DavPath path) {
        if (path.segments().size() < client.root().segments().size()) {
            throw new StorageDenied(
                    "there is no folder %s on the server; connect again with --server".formatted(client.root()), null);
        }
        var there = client.find(path);
        if (there.isEmpty()) {
            if (path.equals(client.root())) {
                makeFolder(path.parent()); // which refuses
            }
            makeFolder(path.parent());
            client.makeFolder(path);
            there = client.find(path);
        }
        if (!there.map(Resource::isFolder).orElse(true)) {
            throw new InvalidKey("%s is a file there, so nothing can lie below it".formatted(path), null);
        }
    }

    private void removeQuietly(DavPath own) {
        try {
            client.delete(own, Optional.empty());
        } catch (StorageFailure _) {
            // what has failed says why; this goes when it is a day old
        }
    }

    /// Removes the remains of killed writers, once a day.
    ///
    /// @param own was made now, by the server's clock
    private void sweep(Resource own) {
        if (own.modified().isEmpty()) {
            return;
        }
        var now = own.modified().get();
        if (swept.filter(last -> Duration.between(last, now).compareTo(KEPT) < 0)
                .isPresent()) {
            return;
        }
        swept = Optional.of(now);
        try {
            client.children(folder).orElse(List.of()).stream()
                    .filter(file -> !file.isFolder())
                    .filter(left -> left.modified()
                            .filter(then -> Duration.between(then, now).compareTo(KEPT) > 0)
                            .isPresent())
                    .forEach(left -> client.delete(left.path(), left.etag()));
        } catch (StorageFailure _) {
            // the next writer tries again
        }
    }
}
