package dev.azulejo.core.local;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// A folder that only this user may see and change: libraries are loaded from it, and pieces of pictures
/// lie in it.
public final class PrivateFolder {
    private static final Set<PosixFilePermission> OWNER_ALONE = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /// A path that belongs to the current user. Only Linux has it; elsewhere root, and root alone, could
    /// use another user's folder.
    private static final Path THIS_PROCESS = Path.of("/proc/self");

    private PrivateFolder() {}

    /// Makes `folder` if it is not there, and closes it to all other users (mode 0700).
    ///
    /// @throws PermanentFailure when it is another user's, or cannot be made or closed
    public static Path made(Path folder) {
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
            if (!isOurs(folder)) {
                throw new PermanentFailure("%s belongs to %s; set XDG_CACHE_HOME to a folder of your own"
                        .formatted(folder, Files.getOwner(folder)));
            }
            if (!Files.getPosixFilePermissions(folder).equals(OWNER_ALONE)) {
                Files.setPosixFilePermissions(folder, OWNER_ALONE); // fails if the folder is another user's
            }
            return folder;
        } catch (IOException e) {
            throw new PermanentFailure(
                    "%s cannot be made a folder for you alone (%s); set XDG_CACHE_HOME to a folder of your own"
                            .formatted(folder, e),
                    e);
        }
    }

    private static boolean isOurs(Path folder) throws IOException {
        return !Files.exists(THIS_PROCESS) || Files.getOwner(folder).equals(Files.getOwner(THIS_PROCESS));
    }
}
