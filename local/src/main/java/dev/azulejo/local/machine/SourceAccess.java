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

/// Who may read what the command itself writes about files, or makes of them: nobody who may not read the files.
public record SourceAccess(Access access) {

    /// What is allowed with all of `files`; of one that is not there nothing is known.
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
            return Access.OWNER; // whoever reads the file will say what is wrong with it
        }
    }

    /// Makes a file that nobody else may read, or narrows the one that is there.
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

    /// Its group is not known before it is there, so nothing is allowed to a group alone.
    private FileAttribute<?>[] attributes(Path file) {
        boolean knowsNone = access.equals(Access.OPEN)
                || Files.getFileAttributeView(file.toAbsolutePath().getParent(), PosixFileAttributeView.class) == null;
        return knowsNone
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(access.permissions("?"))};
    }
}
