package dev.azulejo.storage.file;

import dev.azulejo.storage.StorageDenied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;

/// A folder that is held open: names are looked up in this very folder, wherever it has been moved since, and whatever
/// lies under its name now. So nobody who exchanges a folder for a link, between our look and our use of it, leads us
/// out of the root (ADR 15). To be closed.
///
/// On Linux a held folder is reached through `/proc/self/fd`, so that all of [java.nio.file] works in it. Elsewhere a
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

    /// The folder of that name in this one.
    ///
    /// @throws NoSuchFileException when there is none
    /// @throws NotAFolder when something else has the name
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

    /// What has the name of a folder and is none.
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

        /// Whether it is an object, so that nothing can lie below it.
        boolean isFile() {
            return kind == FileFacts.Kind.FILE;
        }
    }

    /// Where it lay when it was opened: for messages, and to tell it from others.
    Path named() {
        return named;
    }

    Path named(String name) {
        return named.resolve(name);
    }

    /// By which it is reached as long as it is held.
    Path path() {
        return path;
    }

    Path path(String name) {
        return path.resolve(name);
    }

    /// Removes the folder of that name if it is empty, and nothing else.
    ///
    /// @return whether there is none now
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
