package dev.azulejo.local.machine;

import dev.azulejo.storage.Access;
import dev.azulejo.storage.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Set;

/// The access to files that the command makes of others: no wider than to those.
public record SourceAccess(Access access) {

    /// The access that all `files` allow; a missing file counts for nothing.
    public static SourceAccess toAll(Collection<Path> files, LocalPlaces places) {
        return new SourceAccess(files.stream()
                .filter(Files::isRegularFile)
                .map(file -> to(file, places))
                .reduce(Access.OPEN, Access::and));
    }

    private static Access to(Path file, LocalPlaces places) {
        try {
            var uri = LocalPlaces.uriOf(file.toRealPath());
            return places.open(uri.place()).access(uri.key()).orElse(Access.OWNER);
        } catch (IOException | StorageFailure e) {
            return Access.OWNER; // reading the file will say what is wrong with it
        }
    }

    /// Makes a file that no one without this access may read, or narrows an existing one.
    public void prepare(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.newByteChannel(
                            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file))
                    .close();
            return;
        }
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            var attributes = view.readAttributes();
            var permissions = attributes.permissions();
            permissions.retainAll(access.permissions(attributes.group().getName()));
            view.setPermissions(permissions);
        }
    }

    /// The attributes of a new file; its group is not known yet, so nothing is allowed to a group alone.
    private FileAttribute<?>[] attributes(Path file) {
        boolean knowsNone = access.equals(Access.OPEN)
                || Files.getFileAttributeView(file.toAbsolutePath().getParent(), PosixFileAttributeView.class) == null;
        return knowsNone
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(access.permissions("?"))};
    }
}
