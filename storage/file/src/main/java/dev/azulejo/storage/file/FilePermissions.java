package dev.azulejo.storage.file;

import dev.azulejo.storage.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Permissions of POSIX; on other systems, files are as open as their folder.
final class FilePermissions {
    private FilePermissions() {}

    /// The access of other users than the owner to a file, a link not followed.
    static Access access(Path file) throws IOException {
        var view = view(file);
        if (view.isEmpty()) {
            return Access.OPEN;
        }
        var attributes = view.get().readAttributes();
        return new Access(attributes.permissions(), attributes.group().getName());
    }

    /// The attributes with which a new file has `access` from the first; the process' umask narrows it
    /// further.
    ///
    /// @param sibling a file in the same folder, made by us: the new one will have its group
    static FileAttribute<?>[] attributes(Access access, Path sibling) throws IOException {
        var view = access.equals(Access.OPEN) ? Optional.<PosixFileAttributeView>empty() : view(sibling);
        if (view.isEmpty()) {
            return new FileAttribute<?>[0];
        }
        var group = view.get().readAttributes().group().getName();
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(access.permissions(group))};
    }

    private static Optional<PosixFileAttributeView> view(Path file) {
        return Optional.ofNullable(
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
    }
}
