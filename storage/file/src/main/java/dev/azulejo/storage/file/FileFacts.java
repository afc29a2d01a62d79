package dev.azulejo.storage.file;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoPlainFile;
import dev.azulejo.storage.ObjectStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The state of a path in the file system at one moment, a link not followed.
///
/// @param inode the file's number on its disk, 0 if there is none (Windows)
record FileFacts(Kind kind, long inode, long bytes, long modifiedNanos) {
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        /// A pipe, a socket or a device: opening one may block for ever.
        SPECIAL
    }

    static FileFacts of(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var kind = attributes.isRegularFile()
                ? Kind.FILE
                : attributes.isDirectory() ? Kind.FOLDER : attributes.isSymbolicLink() ? Kind.LINK : Kind.SPECIAL;
        return new FileFacts(
                kind,
                inodeOf(attributes.fileKey() == null ? "" : attributes.fileKey().toString()),
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    static Optional<FileFacts> ifThere(Path path) throws IOException {
        try {
            return Optional.of(of(path));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// The state of the object of that name; a folder is none.
    ///
    /// @throws NoPlainFile for a link and for what is no file
    static Optional<FileFacts> ofObject(HeldFolder folder, String name) throws IOException {
        var facts = ifThere(folder.path(name));
        if (facts.isPresent() && (facts.get().kind() == Kind.LINK || facts.get().kind() == Kind.SPECIAL)) {
            throw new NoPlainFile("%s is no plain file but a %s"
                    .formatted(folder.named(name), facts.get().kind()));
        }
        return facts.filter(there -> there.kind() == Kind.FILE);
    }

    /// The state of a name that an object is about to take.
    ///
    /// @throws InvalidKey for a folder
    static Optional<FileFacts> ofReplaceable(HeldFolder folder, String name) throws IOException {
        var object = ofObject(folder, name);
        if (object.isEmpty() && Files.isDirectory(folder.path(name), LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidKey(
                    "%s is a directory: other objects may lie below it".formatted(folder.named(name)), null);
        }
        return object;
    }

    /// The etag: different for every object we write, because each gets a time of its own (see
    /// [CommitTime]); the inode of a deleted file is soon reused.
    String etag() {
        return "%x-%x-%x".formatted(inode, bytes, modifiedNanos);
    }

    ObjectStat stat(String key, Map<String, String> metadata) {
        var modified = Instant.ofEpochSecond(0, modifiedNanos);
        return new ObjectStat(key, bytes, modified, etag(), metadata);
    }

    /// The inode in the JDK's file key, such as `(dev=fd00,ino=123)`. The device is left out: its number
    /// changes when a disk is plugged in again, and then all etags and metadata would be lost.
    private static long inodeOf(String fileKey) {
        int start = fileKey.indexOf("ino=");
        return start < 0 ? 0 : Long.parseLong(fileKey, start + 4, fileKey.length() - 1, 10);
    }
}
