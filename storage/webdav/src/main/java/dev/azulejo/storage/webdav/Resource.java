package dev.azulejo.storage.webdav;

import java.time.Instant;
import java.util.Optional;

/// What a server says of a file or folder.
///
/// @param bytes 0 of a folder
/// @param property the note that we have left there, as it is
record Resource(
        DavPath path,
        boolean isFolder,
        long bytes,
        Optional<Instant> modified,
        Optional<Etag> etag,
        Optional<String> property) {

    Optional<Etag> strongEtag() {
        return etag.filter(Etag::isStrong);
    }
}
