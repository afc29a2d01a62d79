package dev.azulejo.storage.file;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Turns errors of the operating system into failures that tell the caller what to do.
final class FileFailures {
    /// The free space below which a disk counts as full: a file system keeps a few blocks back.
    private static final long NO_ROOM_BYTES = 64 * 1024;

    /// The path of a held folder, which messages must not show (see [HeldFolder]).
    private static final Pattern HELD = Pattern.compile("/proc/self/fd/[0-9]+/?");

    private FileFailures() {}

    /// Work that uses the file system.
    @FunctionalInterface
    interface FileWork<T> {
        T run() throws IOException;
    }

    static <T> T typed(String doing, FileWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw of(doing, e);
        }
    }

    /// @param doing the attempted action, with the key and the numbers, such as `"read photos/a.jpg"`
    static StorageFailure of(String doing, IOException e) {
        var message =
                "could not %s: %s".formatted(doing, HELD.matcher(e.toString()).replaceAll(""));
        return switch (e) {
            case NoSuchFileException _ -> new NoSuchObject(message, e);
            case AccessDeniedException _ -> new StorageDenied(message, e);
            case ClosedByInterruptException _, FileLockInterruptionException _ ->
                new StorageUnavailable("interrupted: " + message, e);
            default -> byText(message, e);
        };
    }

    /// The failure of writing into `folder`. The text of an error is in the user's language, so the disk is
    /// asked as well.
    static StorageFailure ofWriting(String doing, Path folder, IOException e) {
        var failure = of(doing, e);
        if (failure instanceof NoSuchObject) { // the file being written, or its folder, was removed
            return new StorageUnavailable(
                    "could not %s, it was removed: %s"
                            .formatted(doing, HELD.matcher(e.toString()).replaceAll("")),
                    e);
        }
        if (!(failure instanceof StorageUnavailable)) {
            return failure;
        }
        try {
            var disk = Files.getFileStore(folder);
            if (disk.isReadOnly()) {
                return new StorageDenied(failure.getMessage() + " (read-only)", e);
            }
            long room = disk.getUsableSpace();
            return room < NO_ROOM_BYTES
                    ? new StorageFull("%s (%,d bytes free)".formatted(failure.getMessage(), room), e)
                    : failure;
        } catch (IOException askingFailed) {
            failure.addSuppressed(askingFailed);
            return failure;
        }
    }

    // The JDK passes these errors on as the text of strerror and nothing else.
    private static StorageFailure byText(String message, IOException e) {
        if (saysAny(message, "No space left on device", "Disk quota exceeded", "File too large")) {
            return new StorageFull(message, e);
        }
        if (saysAny(message, "Read-only file system", "Operation not permitted", "Too many levels of symbolic links")) {
            return new StorageDenied(message, e);
        }
        if (message.contains("File name too long")) {
            return new InvalidKey(message, e);
        }
        return new StorageUnavailable(message, e);
    }

    private static boolean saysAny(String message, String... texts) {
        for (var text : texts) {
            if (message.contains(text)) {
                return true;
            }
        }
        return false;
    }
}
