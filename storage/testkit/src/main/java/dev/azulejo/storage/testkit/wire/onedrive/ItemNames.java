package dev.azulejo.storage.testkit.wire.onedrive;

import java.util.Locale;
import java.util.regex.Pattern;

/// The valid names: Microsoft's page "Restrictions and limitations in OneDrive and SharePoint".
final class ItemNames {
    private static final Pattern CHARACTERS = Pattern.compile("[\"*:<>?/\\\\|\\x00-\\x1f\\x7f]");
    private static final Pattern TAKEN = Pattern.compile(
            "\\.lock|con|prn|aux|nul|com[0-9]|lpt[0-9]|desktop\\.ini|~\\$.*|.*_vti_.*", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 255;
    private static final int LONGEST_PATH = 400;

    private ItemNames() {}

    /// @throws GraphError when it is not valid
    static String checked(String name, boolean isFolder, boolean isAtRoot) {
        boolean isWrong = name.isEmpty()
                || name.length() > LONGEST
                || CHARACTERS.matcher(name).find()
                || TAKEN.matcher(name).matches()
                || name.startsWith(" ")
                || name.endsWith(" ")
                || name.endsWith(".")
                || (isFolder && name.startsWith("~"))
                || (isFolder && isAtRoot && name.equalsIgnoreCase("forms"));
        if (isWrong) {
            throw new GraphError(
                    400, "invalidRequest", "The provided name cannot contain this: " + name, "invalidName");
        }
        return name;
    }

    static void checkPath(String path) {
        if (path.length() > LONGEST_PATH) {
            throw new GraphError(400, "invalidRequest", "The path is too long", "pathIsTooLong");
        }
    }

    /// The form that is equal for names which the service does not distinguish.
    static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
