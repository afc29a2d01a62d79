package dev.azulejo.storage.file;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.StorageDenied;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Where a key lies below the root, and the guard that nothing leads out of it. The root may be a link; below it no
/// link is followed, so each folder on the way is looked at.
///
/// @param side our own folder, which is no place for objects should it lie in the root
record KeyPaths(Path root, Path side) {
    private static final int MAX_NAME_BYTES = 255; // ext4, xfs, btrfs, apfs

    /// Whether a file of this name is ours, and so hidden.
    static boolean isReserved(String name) {
        var lower = name.toLowerCase(Locale.ROOT); // some file systems do not tell them apart
        return lower.equals(".azulejo") || lower.startsWith(".azulejo-");
    }

    /// Returns `key` if a file may have it.
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
        for (var name : path.split("/", -1)) {
            int bytes = name.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_NAME_BYTES) {
                throw new InvalidKey(
                        "%s: a name in a directory has at most %d bytes, this one has %d"
                                .formatted(key, MAX_NAME_BYTES, bytes),
                        null);
            }
            if (isReserved(name)) {
                throw new InvalidKey("%s: the name %s is reserved".formatted(key, name), null);
            }
        }
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

    /// The folder of that relative path; empty when it is not there.
    Optional<Path> folder(String path) throws IOException {
        if (!Files.exists(root)) {
            return Optional.empty();
        }
        var folder = realRoot();
        for (var name : namesOf(path)) {
            folder = folder.resolve(name);
            var facts = FileFacts.ifThere(folder);
            if (facts.isEmpty() || facts.get().kind() == FileFacts.Kind.FILE) {
                return Optional.empty();
            }
            refuseUnlessFolder(facts.get(), folder);
        }
        return Optional.of(folder);
    }

    /// A folder and the deepest one on the way to it that was there before.
    record MadeFolder(Path folder, Path wasThere) {
        Path file(String key) {
            return folder.resolve(nameOf(key));
        }
    }

    /// The folder of that relative path, made when it is not there.
    ///
    /// @throws java.nio.file.NoSuchFileException when somebody removes a folder on the way meanwhile: try again
    MadeFolder madeFolder(String path) throws IOException {
        if (!Files.exists(root)) {
            Files.createDirectories(root);
        }
        var folder = realRoot();
        var wasThere = folder;
        for (var name : namesOf(path)) {
            folder = folder.resolve(name);
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                var facts = FileFacts.of(folder);
                if (facts.kind() == FileFacts.Kind.FILE) {
                    throw new InvalidKey("no folder %s can be made: an object lies at %s".formatted(path, folder), e);
                }
                refuseUnlessFolder(facts, folder);
                wasThere = folder;
            }
        }
        return new MadeFolder(folder, wasThere);
    }

    private Path realRoot() throws IOException {
        var real = root.toRealPath();
        refuseUnlessFolder(FileFacts.of(real), real);
        return real;
    }

    private static void refuseUnlessFolder(FileFacts facts, Path folder) {
        if (facts.kind() != FileFacts.Kind.FOLDER) {
            throw new StorageDenied("%s is no directory but a %s".formatted(folder, facts.kind()), null);
        }
    }

    private static String[] namesOf(String path) {
        return path.isEmpty() ? new String[0] : path.split("/", -1);
    }
}
