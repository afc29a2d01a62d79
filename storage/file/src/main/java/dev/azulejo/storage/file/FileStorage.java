package dev.azulejo.storage.file;

import dev.azulejo.storage.Access;
import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Metadata;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A directory as a storage: each object is a plain file, named as its key, for any number of threads and
/// processes.
///
/// A file appears whole or not at all, also when its writer is killed; the remains of a killed writer are
/// removed by the next storage that uses the folder (see [PartialFile]). Links below the root are not
/// followed, and keys with a segment that is or starts like our own names (`.azulejo`, `.azulejo-…`) are
/// refused. An object cannot lie below another's key.
public final class FileStorage implements JobStorage {
    private static final int ATTEMPTS_TO_START = 100;

    private final KeyPaths paths;
    private final MetadataFolder metadata;
    private final DiskGroup disk;
    private final FolderUpkeep folders;
    private final Access access;
    private final AtomicBoolean swept;

    /// Opens a storage with its locks and metadata in `root/.azulejo`.
    public FileStorage(Path root) {
        this(root, root.resolve(".azulejo"), Durability.PROCESS_DEATH);
    }

    /// @param root created with the first object, if it is missing
    /// @param side folder of locks and metadata, of any number of roots; may be on another disk. All
    ///     writers to a root must use the same one.
    public FileStorage(Path root, Path side, Durability durability) {
        this.paths = new KeyPaths(
                root.toAbsolutePath().normalize(), side.toAbsolutePath().normalize());
        this.disk = new DiskGroup(durability);
        this.folders = new FolderUpkeep();
        this.metadata = new MetadataFolder(paths);
        this.access = Access.OPEN;
        this.swept = new AtomicBoolean();
    }

    private FileStorage(FileStorage wide, Access access) {
        this.paths = wide.paths;
        this.disk = wide.disk;
        this.folders = wide.folders;
        this.metadata = wide.metadata;
        this.access = access;
        this.swept = wide.swept;
    }

    /// Narrows by POSIX permissions; those of a new file are narrowed by the process' umask as ever.
    @Override
    public Storage narrowedTo(Access narrower) {
        return new FileStorage(this, narrower);
    }

    @Override
    public Optional<Access> access(String key) {
        return FileFailures.typed(
                "look at " + key,
                () -> paths.inFolder(key, folder -> {
                    var name = KeyPaths.nameOf(key);
                    return FileFacts.ofObject(folder, name).isEmpty()
                            ? Optional.empty()
                            : Optional.of(FilePermissions.access(folder.path(name)));
                }));
    }

    @Override
    public InputStream read(String key) {
        return FileFailures.typed("read " + key, () -> new FileStream(key, paths.opened(key)));
    }

    @Override
    public InputStream readVersion(String key, String version) {
        return FileFailures.typed("read " + key, () -> VersionStream.open(key, paths.heldFolderOf(key), version));
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        return FileFailures.typed("read %d bytes at %d of %s".formatted(length, offset, key), () -> {
            try (var file = paths.opened(key)) {
                Objects.checkFromIndexSize(offset, length, file.size());
                var buffer = ByteBuffer.allocate(length);
                while (buffer.hasRemaining()) {
                    if (file.read(buffer, offset + buffer.position()) < 0) {
                        throw new IOException("it ended at byte %d".formatted(offset + buffer.position()));
                    }
                }
                return buffer.array();
            }
        });
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        var checked = Metadata.checked(metadata);
        paths.checked(key);
        try {
            if (!checked.isEmpty() && swept.compareAndSet(false, true)) {
                this.metadata.sweep(ThreadLocalRandom.current().nextInt(256), paths.root());
            }
            return started(key, checked);
        } catch (IOException e) {
            throw FileFailures.ofWriting("start writing " + key, paths.root(), e);
        }
    }

    private PendingFile started(String key, Map<String, String> metadata) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return started(key, paths.tree().madeFolder(KeyPaths.folderOf(key)), metadata);
            } catch (NoSuchFileException e) {
                // A delete beside us has removed a folder that was empty before we put something there.
                if (attempt == ATTEMPTS_TO_START) {
                    throw e;
                }
            }
        }
    }

    private PendingFile started(String key, FolderTree.MadeFolder place, Map<String, String> metadata)
            throws IOException {
        var folder = place.folder();
        try {
            folders.touch(folder);
            FileFacts.ofReplaceable(folder, KeyPaths.nameOf(key)); // refuses at once what no commit could replace
            return new PendingFile(this, key, place, PartialFile.in(folder, access), metadata);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        return FileFailures.typed(
                "look at " + key,
                () -> paths.inFolder(key, folder -> {
                    folders.touch(folder);
                    return statIn(folder, key);
                }));
    }

    private Optional<ObjectStat> statIn(HeldFolder folder, String key) throws IOException {
        var name = KeyPaths.nameOf(key);
        var file = folder.named(name);
        while (true) {
            var facts = FileFacts.ofObject(folder, name);
            if (facts.isEmpty()) {
                return Optional.empty();
            }
            var found = metadata.recall(file, facts.get().etag());
            // With none found, it may have gone together with an object that was replaced since we looked.
            if (!found.isEmpty() || FileFacts.ofObject(folder, name).equals(facts)) {
                return facts.map(there -> there.stat(key, found));
            }
        }
    }

    @Override
    public String version(String key) {
        return FileFailures.typed("read " + key, () -> {
            try (var file = paths.opened(key)) {
                return ContentVersion.of(Channels.newInputStream(file));
            }
        });
    }

    @Override
    public Stream<ObjectStat> list(String prefix) {
        paths.checkedPrefix(prefix);
        return FileFailures.typed("list " + prefix, () -> {
            paths.folder(KeyPaths.folderOf(prefix)).ifPresent(HeldFolder::close); // refuses a link
            return new FolderListing(this).of(prefix);
        });
    }

    @Override
    public void delete(String key) {
        isDeleted(key, _ -> true);
    }

    /// Deletes the object if it still has that etag, which holds as long as only our processes write there.
    @Override
    public boolean delete(String key, String etag) {
        return isDeleted(key, facts -> facts.etag().equals(etag));
    }

    private boolean isDeleted(String key, Predicate<FileFacts> which) {
        boolean isGone = FileFailures.typed(
                        "delete " + key,
                        () -> paths.inFolder(key, folder -> {
                            folders.touch(folder);
                            return Optional.of(isDeleted(folder, key, which));
                        }))
                .orElse(false);
        if (isGone) {
            FileFailures.typed("delete " + key, () -> {
                folders.removeEmpty(paths.tree(), KeyPaths.folderOf(key), 0);
                return key;
            });
        }
        return isGone;
    }

    private boolean isDeleted(HeldFolder folder, String key, Predicate<FileFacts> which) throws IOException {
        var name = KeyPaths.nameOf(key);
        if (FileFacts.ofObject(folder, name).isEmpty()) {
            return false;
        }
        try (var _ = KeyLock.hold(paths, folder.named(name))) {
            if (FileFacts.ofObject(folder, name).filter(which).isEmpty()) {
                return false;
            }
            Files.deleteIfExists(folder.path(name));
            metadata.forget(folder.named(name));
        }
        return true;
    }

    @Override
    public boolean writeIfAbsent(String key, byte[] bytes) {
        return !exists(key) && JobStorage.super.writeIfAbsent(key, bytes);
    }

    /// Copies a part in the kernel, if it can.
    @Override
    public void copy(Part part, PendingObject target) {
        FileFailures.typed("compose of " + part.key(), () -> {
            try (var file = paths.opened(part.key())) {
                Objects.checkFromIndexSize(part.offset(), part.length(), file.size());
                if (target instanceof PendingFile pending) {
                    pending.append(file, part.offset(), part.length());
                } else {
                    PartCopy.copy(file.position(part.offset()), part.length(), target);
                }
                return part;
            }
        });
    }

    KeyPaths paths() {
        return paths;
    }

    DiskGroup disk() {
        return disk;
    }

    FolderUpkeep folders() {
        return folders;
    }

    MetadataFolder metadata() {
        return metadata;
    }
}
