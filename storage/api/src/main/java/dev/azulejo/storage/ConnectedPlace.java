package dev.azulejo.storage;

import java.net.URI;
import java.util.Optional;

/// A folder of a place that its owner has connected: `dropbox:/photos` of the connection without a name,
/// `dropbox://shop/photos` of the one called `shop`.
///
/// @param connection under which [Secrets] know it, such as `dropbox/shop`
/// @param folder a key, or empty for all of it
public record ConnectedPlace(String connection, String folder) {
    private static final String UNNAMED = "default";

    /// @throws StorageDenied when it is written otherwise
    /// @throws InvalidKey when the folder is no key
    public static ConnectedPlace of(URI place) {
        if (place.isOpaque() || place.getQuery() != null || place.getFragment() != null) {
            throw new StorageDenied("%s is no place: write it as scheme:/folder".formatted(place), null);
        }
        var name = Optional.ofNullable(place.getAuthority()).orElse(UNNAMED);
        var folder = Optional.ofNullable(place.getPath()).orElse("").replaceAll("^/+|/+$", "");
        return new ConnectedPlace(
                "%s/%s".formatted(place.getScheme(), name), folder.isEmpty() ? folder : Keys.checked(folder));
    }
}
