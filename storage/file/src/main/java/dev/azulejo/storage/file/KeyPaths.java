package dev.azulejo.storage.file;

import dev.azulejo.storage.FileNames;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.NoSuchObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The paths of keys below the root, and the guard that none leads out of it. The root may be a link; below
/// it no link is followed (see [FolderTree]).
///
/// @param side our own folder, which holds no objects if it lies in the root
record KeyPaths(Path root, Path side) {
    /// Returns `key` if a file may have it as its name.
    String checked(String key) {
        return checkedNames(Keys.checked(key), key);
    }

    String checkedPrefix(String prefix) {
        Keys.checkedPrefix(prefix);
        int end = prefix.lastIndexOf('/');
        checkedNames(end < 0 ? "" : prefix.substring(0, end), prefix);
        return prefix;
    }

    private String checkedNames(String path, String key) {
        FileNames.check(path, key);
        try {
            if (root.resolve(path).startsWith(side)) {
                throw new InvalidKey("%s lies in %s, which holds locks and metadata".formatted(key, side), null);
            }
            return path;
        } catch (InvalidPathException e) {
            throw new InvalidKey(
                    "%s cannot be a file name here: %s (a locale that is not UTF-8?)".formatted(key, e.getReason()), e);
        }
    }

    static String nameOf(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    static String folderOf(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('/')));
    }

    /// Opens the folder of a relative path below the root.
    Optional<HeldFolder> folder(String path) throws IOException {
        return tree().folder(path);
    }

    FileChannel opened(String key) throws IOException {
        try (var folder = heldFolderOf(key)) {
            return FileChannel.open(folder.path(nameOf(key)), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /// Opens the folder of an existing object.
    HeldFolder heldFolderOf(String key) throws IOException {
        checked(key);
        var folder = folder(folderOf(key));
        if (folder.isPresent()) {
            var held = folder.get();
            try {
                if (FileFacts.ofObject(held, nameOf(key)).isPresent()) {
                    return held;
                }
                held.close();
            } catch (IOException | RuntimeException e) {
                held.close();
                throw e;
            }
        }
        throw new NoSuchObject("no object %s in %s".formatted(key, root), null);
    }

    interface FolderWork<T> {
        Optional<T> in(HeldFolder folder) throws IOException;
    }

    /// Works in the folder of `key`; empty if that is missing.
    <T> Optional<T> inFolder(String key, FolderWork<T> work) throws IOException {
        checked(key);
        var folder = folder(folderOf(key));
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try (var held = folder.get()) {
            return work.in(held);
        }
    }

    FolderTree tree() {
        return new FolderTree(root);
    }

    /// Opens a folder of a relative path in our own one, which is made if it is missing.
    HeldFolder madeSide(String path) throws IOException {
        return sideTree().madeFolder(sidePath(path)).folder();
    }

    /// Opens a folder of a relative path in our own one; empty if it is missing.
    Optional<HeldFolder> side(String path) throws IOException {
        return sideTree().folder(sidePath(path));
    }

    /// The tree of our own folder; inside the root it starts there, as a user who may put links into the
    /// root may replace that folder by one.
    private FolderTree sideTree() {
        return new FolderTree(side.startsWith(root) ? root : side);
    }

    private String sidePath(String path) {
        return side.startsWith(root) && !side.equals(root) ? slashed(root.relativize(side)) + "/" + path : path;
    }

    private static String slashed(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }
}
