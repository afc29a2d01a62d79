package dev.azulejo.storage.drives;

import dev.azulejo.storage.ChangeFeed;
import dev.azulejo.storage.FolderWalk;
import dev.azulejo.storage.FolderWalk.Entry;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.Metadata;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.ResumableObject;
import dev.azulejo.storage.ResumableStorage;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.web.Spool;
import dev.azulejo.storage.web.SpooledObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// A folder of a drive as a storage. A version is the hash that the service states for the bytes, and each
/// transfer of a whole file is checked against it. Metadata, which services do not keep, lies in another
/// place. A [dev.azulejo.storage.Precondition] is decided by the service, if it can: see each of them.
/// Thread-safe.
public final class DriveStorage implements ResumableStorage, ChangeFeed {
    private static final String BY_REVISION = "revision:";

    private final DriveService service;
    private final SideMetadata side;

    /// @param side where metadata is kept; all writers must use the same
    /// @param place names the drive and folder, for a `side` that serves several
    public DriveStorage(DriveService service, Storage side, String place) {
        this.service = service;
        this.side = new SideMetadata(side, place);
    }

    @Override
    public InputStream read(String key) {
        return DriveBytes.whole(service, file(key));
    }

    @Override
    public InputStream readVersion(String key, String version) {
        var file = file(key);
        if (!versionOf(file).equals(version)) {
            throw new NoSuchObject("%s is no longer %s but %s".formatted(key, version, versionOf(file)), null);
        }
        return DriveBytes.whole(service, file);
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        var file = file(key);
        Objects.checkFromIndexSize(offset, length, file.bytes());
        if (length == 0) {
            return new byte[0];
        }
        try (var in = DriveBytes.part(service, file, offset, length)) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new StorageUnavailable("could not read %s: %s".formatted(key, e.getMessage()), e);
        }
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        return service.find(Keys.checked(key)).map(file -> stat(key, file, side.of(key, file)));
    }

    @Override
    public String version(String key) {
        return versionOf(file(key));
    }

    @Override
    public Optional<ObjectStat> statVersion(String key, String version) {
        return service.find(Keys.checked(key))
                .filter(file -> versionOf(file).equals(version))
                .map(file -> stat(key, file, side.of(key, file)));
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        if (!service.isLengthNeeded()) {
            return pending(key, metadata, -1, false);
        }
        pending(key, metadata, 0, false).close(); // refuses now what it would refuse then
        return new SpooledObject(
                key,
                OptionalLong.empty(),
                service.chunkBytes(),
                (bytes, precondition) -> sent(key, metadata, bytes, precondition));
    }

    private boolean sent(String key, Map<String, String> metadata, Spool bytes, Precondition precondition) {
        try (var pending = pending(key, metadata, bytes.bytes(), false)) {
            bytes.writeTo(pending);
            return pending.commit(precondition);
        } catch (IOException e) {
            throw new StorageUnavailable("could not send %s: %s".formatted(key, e.getMessage()), e);
        }
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata, long bytes) {
        return pending(key, metadata, bytes, false);
    }

    @Override
    public ResumableObject begin(String key, long bytes, Map<String, String> metadata) {
        return pending(key, metadata, bytes, true);
    }

    private PendingDriveFile pending(String key, Map<String, String> metadata, long bytes, boolean isKept) {
        return new PendingDriveFile(service, side, Keys.checked(key), Metadata.checked(metadata), bytes, isKept);
    }

    @Override
    public ResumableObject resume(String token) {
        return PendingDriveFile.resumed(service, side, DriveToken.parse(token));
    }

    @Override
    public Stream<ObjectStat> list(String prefix) {
        return FolderWalk.files(Keys.checkedPrefix(prefix), this::entries)
                .flatMap(entry -> entry.found() instanceof DriveFile file
                        ? Stream.of(stat(file.path(), file, Map.of()))
                        : Stream.empty());
    }

    private Stream<Entry<DriveEntry>> entries(String folder) {
        return service.children(folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1)).stream()
                .map(entry -> new Entry<>(entry instanceof DriveFolder ? entry.path() + "/" : entry.path(), entry));
    }

    @Override
    public void delete(String key) {
        service.find(Keys.checked(key)).ifPresent(service::delete);
        side.forget(key);
    }

    @Override
    public String now() {
        return service.now();
    }

    @Override
    public Changes changes(String cursor) {
        var page = service.changes(cursor);
        return new Changes(
                page.there().stream()
                        .map(file -> stat(file.path(), file, Map.of()))
                        .toList(),
                page.gone(),
                page.next(),
                page.isMore(),
                page.isReset());
    }

    private DriveFile file(String key) {
        return service.find(Keys.checked(key))
                .orElseThrow(() -> new NoSuchObject("%s has no file %s".formatted(service.name(), key), null));
    }

    /// The version of a file: its hash if the service states one, which some do not for each kind of file.
    private String versionOf(DriveFile file) {
        return file.hash().isEmpty()
                ? BY_REVISION + file.revision()
                : "%s:%s".formatted(service.hash().name(), file.hash());
    }

    private static ObjectStat stat(String key, DriveFile file, Map<String, String> metadata) {
        return new ObjectStat(key, file.bytes(), file.modified(), file.revision(), metadata);
    }
}
