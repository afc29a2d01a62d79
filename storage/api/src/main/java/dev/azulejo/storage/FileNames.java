package dev.azulejo.storage;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The rules for names in a directory, beyond those for [Keys].
public final class FileNames {
    private static final int MAX_BYTES = 255; // ext4, xfs, btrfs, apfs

    private FileNames() {}

    /// Whether a file of this name is ours, and so hidden.
    static boolean isReserved(String name) {
        var lower = name.toLowerCase(Locale.ROOT); // some file systems do not tell them apart
        return lower.equals(".azulejo") || lower.startsWith(".azulejo-");
    }

    /// Checks each name of a path.
    ///
    /// @param key for messages
    /// @throws InvalidKey naming what is wrong with one
    public static void check(String path, String key) {
        for (var name : path.split("/", -1)) {
            int bytes = name.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                throw new InvalidKey(
                        "%s: a name in a directory has at most %d bytes, this one has %d"
                                .formatted(key, MAX_BYTES, bytes),
                        null);
            }
            if (isReserved(name)) {
                throw new InvalidKey("%s: the name %s is reserved".formatted(key, name), null);
            }
        }
    }
}
