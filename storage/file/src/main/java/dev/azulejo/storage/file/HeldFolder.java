package dev.azulejo.storage.file;

import dev.azulejo.storage.StorageDenied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;

/// A folder that is held open: names are looked up in this very folder, wherever it has been moved since,
/// and whatever has its name now. So an attacker who exchanges a folder for a link, between our check and
/// our use of it, cannot lead us out of the root (ADR 15). To be closed.
///
/// On Linux a held folder is reached through `/proc/self/fd`, so all of [java.nio.file] works in it. Elsewhere a
/// folder is only looked at before it is used, by its name.
final class HeldFolder implements AutoCloseable {
    private static final int ATTEMPTS = 100;

    private final Path named;
    private final Path path;
    private final int descriptor;

    private HeldFolder(Path named, Path path, int descriptor) {
        this.named = named;
        this.path = path;
        this.descriptor = descriptor;
    }

    /// @param folder a real path
    static HeldFolder of(Path folder) throws IOException {
        return held(folder, folder);
    }

    /// Opens the folder of that name in this one.
    ///
    /// @throws NoSuchFileException when there is none
    /// @throws NotAFolder when another kind of file has the name
    HeldFolder folder(String name) throws IOException {
        return held(named.resolve(name), path.resolve(name));
    }

    private static HeldFolder held(Path named, Path path) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int descriptor = OpenFolders.SUPPORTED ? OpenFolders.open(path) : OpenFolders.NONE;
            if (descriptor != OpenFolders.NONE) {
                return new HeldFolder(named, OpenFolders.path(descriptor), descriptor);
            }
            var facts = FileFacts.of(path); // why not, or whether it may be used by its name
            if (facts.kind() != FileFacts.Kind.FOLDER) {
                throw new NotAFolder(named, facts.kind());
            }
            if (!OpenFolders.SUPPORTED) {
                return new HeldFolder(named, path, OpenFolders.NONE);
            }
            if (attempt == ATTEMPTS || !Files.isExecutable(path)) {
                throw new StorageDenied("%s cannot be entered".formatted(named), null);
            }
        }
    }

    /// Thrown when a name of a folder belongs to another kind of file.
    static final class NotAFolder extends IOException {
        private static final long serialVersionUID = 1;

        private final transient FileFacts.Kind kind;
        private final String text;

        NotAFolder(Path named, FileFacts.Kind kind) {
            this.kind = kind;
            this.text = "%s is no directory but a %s".formatted(named, kind);
        }

        String text() {
            return text;
        }

        /// Whether it is an object, below which no other can lie.
        boolean isFile() {
            return kind == FileFacts.Kind.FILE;
        }
    }

    /// The path at which it lay when it was opened: for messages, and to tell it from others.
    Path named() {
        return named;
    }

    Path named(String name) {
        return named.resolve(name);
    }

    Path path() {
        return path;
    }

    Path path(String name) {
        return path.resolve(name);
    }

    /// Removes the folder of that name if it is empty.
    ///
    /// @return whether there is none left
    boolean removesFolder(String name) {
        try (var siblings = Files.newDirectoryStream(path)) {
            if (siblings instanceof SecureDirectoryStream<Path> secure) {
                // Not Files.delete, which would also delete an object that has just taken the folder's name.
                secure.deleteDirectory(Path.of(name));
            } else {
                Files.delete(path(name));
            }
            return true;
        } catch (NoSuchFileException _) {
            return true; // another was faster
        } catch (IOException _) {
            return false; // not empty
        }
    }

    @Override
    public void close() {
        if (descriptor != OpenFolders.NONE) {
            OpenFolders.close(descriptor);
        }
    }
}
