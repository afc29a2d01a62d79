package dev.azulejo.storage.drives.onedrive;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Printable;
import java.util.regex.Pattern;

/// The names that OneDrive and SharePoint can hold: Microsoft's page "Restrictions and limitations in
/// OneDrive and SharePoint".
final class OneDriveNames {
    private static final Pattern CHARACTERS = Pattern.compile("[\"*:<>?\\\\|]");
    private static final Pattern TAKEN = Pattern.compile(
            "\\.lock|con|prn|aux|nul|com[0-9]|lpt[0-9]|desktop\\.ini|~\\$.*|.*_vti_.*", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 400;

    private OneDriveNames() {}

    static boolean isHeld(String root, String path) {
        try {
            check(root, path);
            return true;
        } catch (InvalidKey e) {
            return false;
        }
    }

    /// @param root the folder that was opened; empty for that of the drive
    /// @param path the key of a file below it
    /// @throws InvalidKey naming what is wrong with it
    static void check(String root, String path) {
        int length = root.length() + (root.isEmpty() ? 0 : 1) + path.length();
        if (length > LONGEST_PATH) {
            throw refused(
                    path,
                    "OneDrive holds paths of up to %d characters, this one has %d".formatted(LONGEST_PATH, length));
        }
        var names = path.split("/", -1);
        for (int at = 0; at < names.length; at++) {
            boolean isFolder = at < names.length - 1;
            checkName(path, names[at]);
            if (isFolder && names[at].startsWith("~")) {
                throw refused(path, "OneDrive holds no folder whose name begins with ~");
            }
            if (isFolder && at == 0 && root.isEmpty() && names[at].equalsIgnoreCase("forms")) {
                throw refused(path, "SharePoint keeps the folder forms at the root of a library for itself");
            }
        }
    }

    private static void checkName(String path, String name) {
        if (CHARACTERS.matcher(name).find()) {
            throw refused(path, "OneDrive holds no names with \" * : < > ? \\ or |");
        }
        if (TAKEN.matcher(name).matches()) {
            throw refused(path, "OneDrive keeps the name %s for itself".formatted(Printable.text(name)));
        }
        if (name.startsWith(" ") || name.endsWith(" ") || name.endsWith(".")) {
            throw refused(path, "OneDrive holds no names that begin or end with a space, or end with a dot");
        }
        if (name.length() > LONGEST_NAME) {
            throw refused(path, "OneDrive holds names of up to %d characters".formatted(LONGEST_NAME));
        }
    }

    static InvalidKey refused(String path, String why) {
        return new InvalidKey("key \"%s\": %s".formatted(Printable.text(path), why), null);
    }
}
