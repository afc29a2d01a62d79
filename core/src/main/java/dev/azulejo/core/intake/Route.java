package dev.azulejo.core.intake;

import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// A drop folder whose two ends lie in drives, such as `dropbox:/inbox` and `dropbox:/outbox`, served by a
/// deployment: files of the one are copied into a folder of the inbox, and results in the same folder of
/// the outbox to the other.
///
/// @param name of that folder, and in logs
/// @param options for all that takes this way, as `azulejo.json` has them: a JSON object
public record Route(String name, URI from, URI to, Optional<String> options) {
    /// The folder of all routes, in both inbox and outbox.
    public static final String ALL = WorkLayout.ROUTES.folder();

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
    private static final Pattern PLACE =
            Pattern.compile("(?!s3:|file:|https?:)[a-z][a-z0-9]*:(//[a-z0-9-]{1,40})?/(?!/).*");

    public Route {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no name of a route: it must be of a-z, 0-9 and -, at most 40".formatted(name));
        }
        check(name, from);
        check(name, to);
        if (StorageUri.overlap(from, to)) {
            throw new IllegalArgumentException(
                    "route %s: %s and %s lie in each other: results would be taken for sources; name two separate folders"
                            .formatted(name, from, to));
        }
    }

    private static void check(String name, URI place) {
        if (!PLACE.matcher(place.toString()).matches() || place.getQuery() != null || place.getFragment() != null) {
            throw new IllegalArgumentException(
                    "route %s: %s is no folder of a drive; write it as dropbox:/folder or dropbox://name/folder"
                            .formatted(name, place));
        }
        var folder = place.getPath().replaceAll("^/+|/+$", "");
        try {
            if (!folder.isEmpty()) {
                Keys.checked(folder);
            }
        } catch (InvalidKey e) {
            throw new IllegalArgumentException("route %s: %s: %s".formatted(name, place, e.getMessage()), e);
        }
    }

    /// The route's folder in inbox and outbox, with a slash at its end.
    public String folder() {
        return ALL + name + "/";
    }

    public String optionsKey() {
        return folder() + DropFolder.DEFAULTS;
    }

    /// Whether an object of [#from] is copied: a source, or options for one. The options of the outermost
    /// folder are the route's own.
    public static boolean isBrought(String key, long bytes) {
        return DropFolder.isOptions(key) ? !key.equals(DropFolder.DEFAULTS) : !DropFolder.isIgnored(key, bytes);
    }

    /// The name of a route in whose folder a key lies.
    public static Optional<String> nameOf(String key) {
        int length = lengthOfFolder(key);
        return length == 0 ? Optional.empty() : Optional.of(key.substring(ALL.length(), length - 1));
    }

    /// The length of the route's folder at the start of a key; 0 if it lies in none.
    static int lengthOfFolder(String key) {
        int end = key.startsWith(ALL) ? key.indexOf('/', ALL.length()) : -1;
        return end < 0 ? 0 : end + 1;
    }
}
