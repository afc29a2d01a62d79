package dev.azulejo.storage.file;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Metadata;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// A directory as a storage: each object is a plain file, named as its key, for any number of threads and processes.
///
/// A file appears whole or not at all, also when its writer is killed; what a killed writer leaves is removed by the
/// next storage that comes by (see [PartialFile]). Links below the root are not followed, and keys with a segment that
/// is or starts like our own names (`.azulejo`, `.azulejo-…`) are refused. An object can not lie below another's key.
public final class FileStorage implements JobStorage {
    private static final int ATTEMPTS_TO_START = 100;
    private static final int COPY_BYTES = 256 * 1024;

    private final KeyPaths paths;
    private final MetadataFolder metadata;
    private final Durability durability;
    private final FolderUpkeep folders;
    private final AtomicBoolean swept = new AtomicBoolean();

    /// Keeps its locks and metadata in `root/.azulejo`.
    public FileStorage(Path root) {
        this(root, root.resolve(".azulejo"), Durability.PROCESS_DEATH);
    }

    /// @param root made with the first object, if it is not there
    /// @param side where locks and metadata are kept, of any number of roots; may be on another disk. All who write
    ///     to a root must use the same one.
    public FileStorage(Path root, Path side, Durability durability) {
        this.paths = new KeyPaths(
                root.toAbsolutePath().normalize(), side.toAbsolutePath().normalize());
        this.durability = durability;
        this.folders = new FolderUpkeep(durability);
        this.metadata = new MetadataFolder(paths.side(), durability);
    }

    @Override
    public InputStream read(String key) {
        return Failures.typed("read " + key, () -> new ObjectStream(key, opened(key)));
    }

    @Override
    public InputStream readVersion(String key, String version) {
        return Failures.typed("read " + key, () -> VersionStream.open(key, fileOf(key), version));
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        return Failures.typed("read %d bytes at %d of %s".formatted(length, offset, key), () -> {
            try (var file = opened(key)) {
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
            throw Failures.ofWriting("start writing " + key, paths.root(), e);
        }
    }

    private PendingFile started(String key, Map<String, String> metadata) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                var place = paths.madeFolder(KeyPaths.folderOf(key));
                folders.touch(place.folder());
                FileFacts.ofReplaceable(place.file(key)); // refuses at once what no commit could replace
                return new PendingFile(this, key, place, PartialFile.in(place.folder()), metadata);
            } catch (NoSuchFileException e) {
                // A delete beside us has removed a folder that was empty before we put something there.
                if (attempt == ATTEMPTS_TO_START) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        paths.checked(key);
        return Failures.typed("look at " + key, () -> {
            var folder = paths.folder(KeyPaths.folderOf(key));
            if (folder.isEmpty()) {
                return Optional.empty();
            }
            folders.touch(folder.get());
            return statAt(key, folder.get().resolve(KeyPaths.nameOf(key)));
        });
    }

    private Optional<ObjectStat> statAt(String key, Path file) throws IOException {
        while (true) {
            var facts = FileFacts.ofObject(file);
            if (facts.isEmpty()) {
                return Optional.empty();
            }
            var found = metadata.recall(file, facts.get().etag());
            // With none found, it may have gone together with an object that was replaced since we looked.
            if (!found.isEmpty() || FileFacts.ofObject(file).equals(facts)) {
                return facts.map(there -> there.stat(key, found));
            }
        }
    }

    @Override
    public String version(String key) {
        return Failures.typed("read " + key, () -> {
            try (var file = opened(key)) {
                return Sha256.version(file);
            }
        });
    }

    @Override
    public Stream<ObjectStat> list(String prefix) {
        paths.checkedPrefix(prefix);
        var start = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        return Failures.typed("list " + prefix, () -> paths.folder(KeyPaths.folderOf(prefix)))
                .map(folder -> new FolderListing(this, prefix).objectsIn(folder, start))
                .orElseGet(Stream::empty);
    }

    @Override
    public void delete(String key) {
        paths.checked(key);
        Failures.typed("delete " + key, () -> {
            var folder = paths.folder(KeyPaths.folderOf(key));
            if (folder.isPresent()) {
                folders.touch(folder.get());
                delete(folder.get(), folder.get().resolve(KeyPaths.nameOf(key)));
            }
            return folder;
        });
    }

    private void delete(Path folder, Path file) throws IOException {
        if (FileFacts.ofObject(file).isEmpty()) {
            return;
        }
        try (var _ = KeyLock.hold(side(), file)) {
            Files.deleteIfExists(file);
            metadata.forget(file);
        }
        folders.removeEmpty(folder, paths.root().toRealPath());
    }

    @Override
    public boolean writeIfAbsent(String key, byte[] bytes) {
        return !exists(key) && write(key, bytes, Precondition.ABSENT);
    }

    @Override
    public void put(String key, byte[] bytes) {
        write(key, bytes, Precondition.NONE);
    }

    private boolean write(String key, byte[] bytes, Precondition precondition) {
        return Failures.typed("write " + key, () -> {
            try (var pending = write(key, Map.of())) {
                pending.write(bytes);
                return pending.commit(precondition);
            }
        });
    }

    @Override
    public boolean compose(
            List<Part> parts, Storage target, String key, Map<String, String> metadata, Precondition precondition) {
        return Failures.typed("compose " + key, () -> {
            try (var pending = target.write(key, metadata)) {
                for (var part : parts) {
                    append(part, pending);
                }
                return pending.commit(precondition);
            }
        });
    }

    private void append(Part part, PendingObject target) throws IOException {
        try (var file = opened(part.key())) {
            Objects.checkFromIndexSize(part.offset(), part.length(), file.size());
            if (target instanceof PendingFile pending) {
                pending.append(file, part.offset(), part.length());
            } else {
                file.position(part.offset());
                copy(file, part.length(), target);
            }
        }
    }

    private static void copy(FileChannel file, long length, PendingObject target) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(length, COPY_BYTES));
        for (long left = length; left > 0; ) {
            buffer.clear().limit((int) Math.min(left, COPY_BYTES));
            int count = file.read(buffer);
            if (count < 0) {
                throw new IOException("it ended %d bytes early".formatted(left));
            }
            target.write(buffer.array(), 0, count);
            left -= count;
        }
    }

    private FileChannel opened(String key) throws IOException {
        return FileChannel.open(fileOf(key), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private Path fileOf(String key) throws IOException {
        paths.checked(key);
        var file = paths.folder(KeyPaths.folderOf(key)).map(folder -> folder.resolve(KeyPaths.nameOf(key)));
        if (file.isEmpty() || FileFacts.ofObject(file.get()).isEmpty()) {
            throw new NoSuchObject("no object %s in %s".formatted(key, paths.root()), null);
        }
        return file.get();
    }

    KeyPaths paths() {
        return paths;
    }

    Path side() {
        return paths.side();
    }

    Durability durability() {
        return durability;
    }

    FolderUpkeep folders() {
        return folders;
    }

    MetadataFolder metadata() {
        return metadata;
    }
}
