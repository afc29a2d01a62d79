package dev.azulejo.storage.webdav;

import java.time.Instant;
import java.util.Optional;

/// A file or folder, as a server describes it.
///
/// @param bytes 0 of a folder
/// @param property our note there, as it is
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
