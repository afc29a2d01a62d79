package dev.azulejo.cli.files;

import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// A place as users write it on the command line: a folder of this machine, or `scheme:/folder` and
/// `scheme://name/folder`, with spaces as they are.
public final class PlaceName {
    /// The form of a place elsewhere; one letter before the colon would be a disk of Windows.
    private static final Pattern ELSEWHERE = Pattern.compile("([a-z][a-z0-9+.-]+):(//([^/]*))?(/.*)?");

    private PlaceName() {}

    /// Whether it is written as a place, and not as a folder of this machine.
    public static boolean isElsewhere(String text) {
        return ELSEWHERE.matcher(text).matches() && !text.startsWith("file:");
    }

    /// The place itself; always one that ends in a slash.
    public static URI place(String text) {
        if (!isElsewhere(text)) {
            return LocalPlaces.folderUri(Path.of(text));
        }
        var parts = ELSEWHERE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException(text + " was a place just now");
        }
        var path = Optional.ofNullable(parts.group(4)).orElse("/");
        var folder = path.endsWith("/") ? path : path + "/";
        try {
            return new URI(parts.group(1), parts.group(3), folder, null, null);
        } catch (URISyntaxException e) {
            throw ExitCode.USAGE.failure(
                    "%s is no place: %s; write it as scheme:/folder".formatted(text, e.getReason()));
        }
    }

    /// An object: the folder that it lies in, and its name.
    public static StorageUri object(String text) {
        if (!isElsewhere(text)) {
            return LocalPlaces.uriOf(Path.of(text));
        }
        int slash = text.lastIndexOf('/');
        var name = text.substring(slash + 1);
        boolean isBucket = text.indexOf("://") == slash - 2; // or a drive by its name: s3://photos
        if (slash < 0 || isBucket || name.isEmpty()) {
            throw ExitCode.USAGE.failure(
                    "%s is a folder; name a file in it, or end it with a slash to copy into it".formatted(text));
        }
        return new StorageUri(place(text.substring(0, slash + 1)), name);
    }
}
