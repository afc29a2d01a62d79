package dev.azulejo.storage.webdav;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.Metadata;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.web.SpooledObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// A folder of a WebDAV server. Thread-safe. What two writers may see of each other depends on the server: see
/// `storage/README.md`.
public final class WebDavStorage implements Storage {
    private static final int TRIES = 5;

    private final DavClient client;
    private final DavPath place;
    private final StorageSettings settings;
    private final Notes notes;
    private final Spelling spelling;
    private final DavWriter uploads;
    private final Ranges ranges;

    /// @param folder a key, or empty for all that the server has
    WebDavStorage(DavClient client, String folder, StorageSettings settings) {
        this.client = client;
        this.place = client.root().resolve(folder);
        this.settings = settings;
        this.notes = new Notes(client, settings.memory());
        this.spelling = new Spelling(client);
        this.uploads = new DavWriter(client, notes, spelling, place);
        this.ranges = new Ranges(client);
    }

    private DavPath path(String key) {
        var path = place.resolve(Keys.checked(key));
        if (List.of(key.split("/", -1)).contains(DavWriter.FOLDER)) {
            throw new InvalidKey("%s is where files are kept that are on their way".formatted(DavWriter.FOLDER), null);
        }
        return path;
    }

    private Optional<Resource> found(String key) {
        var path = path(key);
        return client.find(path).filter(file -> !file.isFolder()).filter(_ -> spelling.isExact(path));
    }

    private Resource file(String key) {
        return found(key).orElseThrow(() -> new NoSuchObject("the server has no file " + key, null));
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        return found(key).map(file -> notes.stat(key, file));
    }

    @Override
    public InputStream read(String key) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            var file = file(key);
            var stream = FileBytes.read(client, file, notes.of(file));
            if (stream.isPresent()) {
                return stream.get();
            }
        }
        throw new StorageUnavailable("%s changes each time it is to be read".formatted(key), null);
    }

    @Override
    public InputStream readVersion(String key, String version) {
        if (ContentVersion.isOne(version)) {
            return readContent(key, version);
        }
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            var file = file(key);
            if (file.strongEtag().isEmpty() || !notes.stat(key, file).etag().equals(version)) {
                throw new NoSuchObject("%s is no longer %s".formatted(key, version), null);
            }
            var stream = FileBytes.read(client, file, notes.of(file));
            if (stream.isPresent()) {
                return stream.get();
            }
        }
        throw new StorageUnavailable("%s changes each time it is to be read".formatted(key), null);
    }

    /// Opens a version that is a hash: all bytes are downloaded first, because only then it is known.
    private InputStream readContent(String key, String version) {
        var file = file(key);
        var spool =
                client.spooled(file.path()).orElseThrow(() -> new NoSuchObject("the server has no file " + key, null));
        boolean isFine = false;
        try {
            ContentVersion.require(key, version, spool.sha256());
            var stream = spool.stream();
            isFine = true;
            return stream;
        } catch (IOException e) {
            throw new StorageUnavailable("what came of %s cannot be read: %s".formatted(key, e.getMessage()), e);
        } finally {
            if (!isFine) {
                spool.close();
            }
        }
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        var path = path(key);
        if (offset < 0 || length < 0) {
            throw new IndexOutOfBoundsException("%d bytes from %d on".formatted(length, offset));
        }
        return ranges.read(path, () -> file(key), offset, length, spelling.isKnownToBeExact(path));
    }

    @Override
    public String version(String key) {
        var file = file(key);
        if (file.strongEtag().isPresent()) {
            return notes.stat(key, file).etag();
        }
        return client.hash(file.path()).orElseThrow(() -> new NoSuchObject("the server has no file " + key, null));
    }

    @Override
    public Optional<ObjectStat> statVersion(String key, String version) {
        if (ContentVersion.isOne(version)) {
            return Storage.super.statVersion(key, version);
        }
        return found(key)
                .filter(file -> file.strongEtag().isPresent())
                .map(file -> notes.stat(key, file))
                .filter(stat -> stat.etag().equals(version));
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        return pending(key, metadata, OptionalLong.empty());
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata, long bytes) {
        return pending(key, metadata, OptionalLong.of(bytes));
    }

    private PendingObject pending(String key, Map<String, String> metadata, OptionalLong expected) {
        var target = path(key);
        var checked = Metadata.checked(metadata);
        var mediaType = settings.mediaTypes().apply(key);
        return new SpooledObject(
                key,
                expected,
                DavClient.IN_MEMORY,
                (bytes, precondition) ->
                        uploads.commit(new DavWriter.Upload(key, target, mediaType, bytes, checked, precondition)));
    }

    @Override
    public Stream<ObjectStat> list(String prefix) {
        return new Listing(client, notes, place).of(Keys.checkedPrefix(prefix));
    }

    @Override
    public boolean delete(String key, String etag) {
        boolean isGone = found(key)
                .filter(file -> notes.stat(key, file).etag().equals(etag))
                .filter(file -> client.delete(file.path(), file.etag()))
                .isPresent();
        if (isGone) {
            notes.forget(path(key));
        }
        return isGone;
    }

    /// Deletes a file, but never a folder with all its contents.
    @Override
    public void delete(String key) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            var file = found(key);
            if (file.isEmpty() || client.delete(file.get().path(), file.get().etag())) {
                notes.forget(path(key));
                return;
            }
        }
        throw new StorageUnavailable("%s changes each time it is to be deleted".formatted(key), null);
    }
}
