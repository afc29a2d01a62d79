package dev.azulejo.storage.file;

import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.file.DiskGroup.Written;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// An object on its way into a [FileStorage].
final class PendingFile extends PendingObject {
    private static final int BUFFER_BYTES = 64 * 1024;

    /// The most bytes of one write: Java copies them out of its heap first, all at once, and keeps a buffer
    /// as large; so much stays in the processor's cache.
    private static final int SLICE_BYTES = 256 * 1024;

    private final FileStorage storage;
    private final String key;
    private final FolderTree.MadeFolder place;
    private final HeldFolder folder;
    private final String name;
    private final PartialFile partial;
    private final Map<String, String> metadata;
    private final OutputStream bytes;
    private String etag = "";
    private boolean ended;

    /// @param place is closed with this
    PendingFile(
            FileStorage storage,
            String key,
            FolderTree.MadeFolder place,
            PartialFile partial,
            Map<String, String> metadata) {
        this.storage = storage;
        this.key = key;
        this.place = place;
        this.folder = place.folder();
        this.name = KeyPaths.nameOf(key);
        this.partial = partial;
        this.metadata = metadata;
        this.bytes = new BufferedOutputStream(Channels.newOutputStream(partial.channel()), BUFFER_BYTES);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        refuseIfEnded();
        try {
            for (int done = 0; done < length; done += SLICE_BYTES) {
                bytes.write(source, offset + done, Math.min(SLICE_BYTES, length - done));
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Appends a range of another file without a detour through our memory.
    void append(FileChannel source, long offset, long length) throws IOException {
        refuseIfEnded();
        try {
            bytes.flush();
            for (long done = 0; done < length; ) {
                long count = source.transferTo(offset + done, length - done, partial.channel());
                if (count <= 0) {
                    throw new IOException("it ended at byte %d, before %d".formatted(offset + done, offset + length));
                }
                done += count;
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean commit(Precondition precondition) {
        if (ended) {
            throw new IllegalStateException(key + " was committed or closed before, or could not be written");
        }
        try {
            return appears(precondition);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            close();
        }
    }

    private boolean appears(Precondition precondition) throws IOException {
        bytes.flush();
        var modified = FileTime.from(CommitTime.next(), TimeUnit.NANOSECONDS);
        Files.getFileAttributeView(partial.path(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, null, null);
        etag = FileFacts.of(partial.path()).etag();
        var target = folder.named(name);
        var entry = storage.metadata().remember(target, etag, metadata);
        try {
            var written =
                    new ArrayList<>(entry.map(MetadataFolder.Entry::written).orElse(List.of()));
            written.add(new Written(folder.path(), () -> partial.channel().force(true)));
            storage.disk().sync(written);
            if (!isNamed(precondition, target, entry)) {
                return false;
            }
        } finally {
            entry.ifPresent(MetadataFolder.Entry::close);
        }
        syncNames();
        return true;
    }

    /// Gives the file its name, if the precondition holds.
    private boolean isNamed(Precondition precondition, Path target, Optional<MetadataFolder.Entry> entry)
            throws IOException {
        try (var _ = KeyLock.hold(storage.paths(), target)) {
            var there = FileFacts.ofReplaceable(folder, name);
            if (!holds(precondition, there)) {
                storage.metadata().forgetAllBut(there.map(FileFacts::etag).orElse(""), target);
                return false;
            }
            if (entry.filter(written -> !written.isThere()).isPresent()) {
                rememberAgain(target);
            }
            boolean appeared = precondition instanceof Precondition.Absent ? linked() : moved();
            if (appeared) {
                entry.ifPresentOrElse(
                        storage.metadata()::forgetAllBut,
                        () -> storage.metadata().forgetAllBut(etag, target));
            }
            return appeared;
        }
    }

    /// Writes the metadata that another commit of the same key has dropped, before we had the lock.
    private void rememberAgain(Path target) throws IOException {
        try (var again = storage.metadata().remember(target, etag, metadata).orElseThrow()) {
            storage.disk().sync(again.written());
        }
    }

    /// Writes the name through to the disk, and those of the folders that lead to it: another thread may have
    /// made them a moment ago.
    private void syncNames() throws IOException {
        if (!storage.disk().isNeeded()) {
            return;
        }
        var folders = storage.paths().tree().foldersTo(KeyPaths.folderOf(key));
        try {
            storage.disk()
                    .sync(folders.reversed().stream()
                            .map(HeldFolder::path)
                            .map(Written::of)
                            .toList());
        } finally {
            folders.forEach(HeldFolder::close);
        }
    }

    @Override
    public Optional<String> etag() {
        return Optional.of(etag).filter(known -> !known.isEmpty());
    }

    private static boolean holds(Precondition precondition, Optional<FileFacts> there) {
        return switch (precondition) {
            case Precondition.None() -> true;
            case Precondition.Absent() -> there.isEmpty();
            case Precondition.Matches(var etag) ->
                there.map(FileFacts::etag).filter(etag::equals).isPresent();
        };
    }

    private boolean moved() throws IOException {
        Files.move(partial.path(), folder.path(name), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /// Makes the object appear by a hard link, which never replaces a file, even of programs that ignore
    /// our locks.
    private boolean linked() throws IOException {
        try {
            Files.createLink(folder.path(name), partial.path());
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException _) {
            return moved(); // a file system without links: our lock alone must do
        }
    }

    /// Ends the object after a failure, so a full disk gets its space back at once and no half object
    /// is committed.
    private RuntimeException failed(IOException e) {
        PartialFile.waitForTheEnd();
        var failure = FileFailures.ofWriting("write " + key, folder.named(), e);
        try {
            close();
        } catch (RuntimeException closing) {
            failure.addSuppressed(closing);
        }
        return failure;
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        try (folder) {
            partial.close();
            storage.folders().removeEmpty(storage.paths().tree(), KeyPaths.folderOf(key), place.wereThere());
        } catch (IOException e) {
            throw FileFailures.ofWriting("end writing " + key, folder.named(), e);
        }
    }

    private void refuseIfEnded() throws IOException {
        if (ended) {
            throw new IOException(key + " was committed or closed before, or could not be written");
        }
    }
}
